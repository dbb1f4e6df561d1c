import { CookRecordRepository } from '../../src/cooking/record/cook-record.repository.js';
import { JournalStore } from '../../src/storage/journal-store.js';
import type { Json } from '../harness/api.js';
import * as brokenOff from '../harness/broken-off.js';
import { pork } from '../harness/broken-off.js';
import { responseOf, chicken, letPass, sent, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

// `npm run test:late-events` runs every journey with such a bus.
describe.each([7, 1234])('With events that arrive late and out of order (seed %i)', (lateEvents) => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp({ lateEvents });
    testApp.cooker.setWater(65);
  });
  afterEach(() => testApp.close());

  const start = (known: Json = {}) =>
    responseOf(testApp, testApp.api.post('/start-cook', chicken({ request_id: 'dinner', ...known })));
  const stop = () => responseOf(testApp, testApp.api.post('/stop-cook'));
  const status = async () => (await testApp.api.get('/status')).body;
  const starts = () => sent(testApp).filter((command) => command === 'CMD_APC_START').length;
  const stagesOf = async (cookId: unknown) => {
    const journal = testApp.app.get(JournalStore, { strict: false });
    return (await journal.ofCommand(String(cookId))).map(({ stage }) => stage);
  };

  it('a start is recorded and in the journal before its response', async () => {
    const { status: code, body } = await start();
    expect([code, body]).toMatchObject([200, { verified: true }]);
    const records = testApp.app.get(CookRecordRepository, { strict: false });
    expect(await records.find(String(body['cook_id']))).toMatchObject({ endedAt: null });
    expect(await status()).toMatchObject({ is_running: true, cook: { cook_id: body['cook_id'] } });
    await until(() => stagesOf(body['cook_id']), ['intended', 'sent', 'acknowledged', 'verified']);
  });

  it('a stop is verified by the state of the cooker and ends the record', async () => {
    const { body } = await start();
    await letPass(testApp, 10_000);
    expect(await stop()).toMatchObject({ status: 200, body: { verified: true, cook_id: body['cook_id'] } });
    expect((await testApp.api.get(`/cooks/${String(body['cook_id'])}`)).body).toMatchObject({
      outcome: 'stopped',
      state: 'ended',
    });
    expect(await stop()).toMatchObject({ status: 404, body: { error: 'NO_ACTIVE_COOK' } });
  });

  it('a repeated start gets its cook and is sent once', async () => {
    const first = await start();
    expect(await start()).toMatchObject({
      status: 200,
      body: { replayed: true, cook_id: first.body['cook_id'] },
    });
    await stop();
    expect(await start()).toMatchObject({ status: 409, body: { error: 'REQUEST_ID_REUSED' } });
    expect(starts()).toBe(1);
  });

  it('a crash loses neither the cook nor the response to its start', async () => {
    const first = await start();
    await letPass(testApp, 60_000);
    const old = testApp;
    testApp = await old.crash();
    old.data.remove();
    await untilStatus(testApp, { is_running: true });
    expect((await status())['cook']).toMatchObject({
      cook_id: first.body['cook_id'],
      started_by: 'coddle',
    });
    expect(await start()).toMatchObject({
      status: 200,
      body: { replayed: true, cook_id: first.body['cook_id'] },
    });
    expect(starts()).toBe(1);
  });

  it('the food of a cook is followed to its core', async () => {
    await start();
    await untilStatus(testApp, { timer: 'running' });
    await brokenOff.minutesPass(testApp, 20);
    expect((await status())['safety']).toMatchObject({
      basis: 'modelled from bath readings',
      allowed: true,
      minutes_core_in_danger_zone: expect.any(Number) as number,
    });
  });

  it('food of a broken-off cook cannot be started', async () => {
    testApp.cooker.setWater(65.6);
    const id = await brokenOff.begin(testApp);
    await untilStatus(testApp, { timer: 'running' });
    await brokenOff.minutesPass(testApp, 5);
    await brokenOff.breakOff(testApp);
    expect(await responseOf(testApp, testApp.api.post('/start-cook', pork()))).toMatchObject({
      status: 409,
      body: { error: 'FOOD_MUST_BE_DISCARDED', details: { cook_id: id } },
    });
    expect(await status()).toMatchObject({ safety: { error: 'COOK_INTERRUPTED', allowed: false } });
    expect(starts()).toBe(1);
  });

  it('the curve of a cook holds every reading of it', async () => {
    testApp.cooker.setWater(55);
    const { body } = await start();
    await letPass(testApp, 30_000);
    const id = String(body['cook_id']);
    const before = (await testApp.api.get<{ recorded: number }>(`/cooks/${id}/readings`)).body;
    await stop();
    await letPass(testApp, 10_000);
    const after = (
      await testApp.api.get<{ recorded: number; readings: { at: string }[] }>(`/cooks/${id}/readings`)
    ).body;
    expect(before.recorded).toBeGreaterThan(3);
    expect(after.recorded).toBeGreaterThanOrEqual(before.recorded);
    const moments = after.readings.map(({ at }) => at);
    expect(moments).toEqual(moments.toSorted());
  });
});
