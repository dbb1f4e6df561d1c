import { UnfinishedCooks } from '../../src/cooking/recovery/unfinished-cooks.js';
import type { Json } from '../harness/api.js';
import * as brokenOff from '../harness/broken-off.js';
import { pork } from '../harness/broken-off.js';
import { responseOf, letPass, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

const BROKEN_OFF = 'FOOD_MUST_BE_DISCARDED';

describe('The history of a food', () => {
  let testApp: TestApp;
  const open = async () => {
    testApp = await startTestApp();
    testApp.cooker.setWater(65.6);
  };
  afterEach(() => testApp.close());

  const get = async (path: string): Promise<Json> => (await testApp.api.get(path)).body;
  const start = (plan: Json) => responseOf(testApp, testApp.api.post('/start-cook', plan));
  const check = async (plan: Json): Promise<Json> => (await testApp.api.post('/check-cook', plan)).body;
  const minutesPass = (minutes: number) => brokenOff.minutesPass(testApp, minutes);
  const begin = (plan: Json = pork()) => brokenOff.begin(testApp, plan);
  const breakOff = (ms?: number, water?: number) => brokenOff.breakOff(testApp, ms, water);
  const spoil = () => brokenOff.spoil(testApp);
  const confirm = (id: string) => testApp.app.get(UnfinishedCooks, { strict: false }).confirm(id);

  it.each([
    ['in the app', () => testApp.cooker.startFromApp(65, 300)],
    ['at the cooker', () => testApp.cooker.startAtDevice(65, 300)],
  ])(
    'comes first while a cook started %s heats up, in its stop and in its record',
    async (_where, startIt) => {
      await open();
      const id = await spoil();
      testApp.cooker.setWater(20);
      startIt();
      await minutesPass(2);
      expect(await get('/status')).toMatchObject({
        state: 'preheating',
        safety: { error: 'COOK_INTERRUPTED', allowed: false, pasteurized: false },
        summary: expect.stringMatching(
          /^Throw the food away: .* for 3\d\d minutes\. .* still heating up/,
        ) as string,
      });
      const flagged = {
        must_be_discarded: true,
        summary: expect.stringMatching(/^Throw the food away/) as string,
      };
      expect(await get('/cooks')).toMatchObject({ cooks: [flagged, { ...flagged, cook_id: id }] });
      const { body } = await responseOf(testApp, testApp.api.post('/stop-cook'));
      expect(body).toMatchObject({
        safety: { error: 'COOK_INTERRUPTED', allowed: false },
        summary: expect.stringMatching(/^Throw the food away: .* Stopped/) as string,
      });
      expect(await get(`/cooks/${String(body['cook_id'])}`)).toMatchObject(flagged);
      await untilStatus(testApp, { state: 'idle' });
      expect(await start(pork())).toMatchObject({ status: 409, body: { error: BROKEN_OFF } });
      expect(await confirm(String(body['cook_id']))).toMatchObject({ cookId: body['cook_id'] });
      expect(await get('/cooks')).toMatchObject({
        cooks: [{ must_be_discarded: false }, { must_be_discarded: false, cook_id: id }],
      });
      expect((await start(pork())).status).toBe(200);
    },
    120_000,
  );

  it('comes first also while the continuing cook reports a fault', async () => {
    await open();
    await spoil();
    testApp.cooker.setWater(20);
    testApp.cooker.startFromApp(65, 300);
    await minutesPass(1);
    testApp.cooker.raiseFault('lowWater');
    await minutesPass(1);
    expect((await get('/status'))['summary']).toMatch(/^Throw the food away: /);
  }, 120_000);

  it('is given in minutes, with what is left, while the food may still be cooked', async () => {
    await open();
    await begin();
    await breakOff(195 * 60_000, 40);
    await untilStatus(testApp, { state: 'idle' });
    const sentence =
      /The food on this cooker has already been \d+ minutes between 5 and 54\.4 °C; \d+ are left/;
    const idle = String((await get('/status'))['summary']);
    expect(idle).toMatch(sentence);
    expect(idle).toContain('start it again now');
    const checked = (await check(pork())) as { allowed: boolean; warnings: string[] };
    expect(checked.allowed).toBe(true);
    expect(checked.warnings[0]).toMatch(sentence);
    testApp.cooker.setWater(30);
    const started = await start(pork());
    expect(started).toMatchObject({
      status: 200,
      body: { summary: expect.stringMatching(sentence) as string },
    });
    await letPass(testApp, 10_000);
    const heating = await get('/status');
    expect(heating).toMatchObject({
      state: 'preheating',
      summary: expect.stringMatching(sentence) as string,
    });
    expect(JSON.stringify(await get('/cooks'))).toMatch(sentence);
    testApp.cooker.setWater(65.6);
    await untilStatus(testApp, { timer: 'running' });
    await minutesPass(10);
    expect((await get('/status'))['summary']).toMatch(sentence);
  }, 120_000);

  it('suggests no start that would be refused', async () => {
    await open();
    const { body } = await start(pork({ request_id: 'dinner' }));
    await letPass(testApp, 4_000);
    await breakOff(205 * 60_000, 40);
    await untilStatus(testApp, { state: 'idle' });
    const refused = await start(pork());
    expect(refused).toMatchObject({ status: 409, body: { error: BROKEN_OFF } });
    const stop = await responseOf(testApp, testApp.api.post('/stop-cook'));
    const again = await start(pork({ request_id: 'dinner' }));
    expect(again).toMatchObject({ status: 409, body: { error: 'REQUEST_ID_REUSED' } });
    for (const sentence of [(await get('/status'))['summary'], stop.body['message'], again.body['message']]) {
      expect(sentence).toMatch(/^Throw the food away: .* 20\d minutes/);
      expect(sentence).not.toMatch(/start it again|would do|to start another/);
    }
    expect(JSON.stringify(await get(`/cooks/${String(body['cook_id'])}`))).not.toContain('start it again');
  }, 120_000);

  it('comes first in a repeated start whose food is spoilt', async () => {
    await open();
    expect((await start(pork({ request_id: 'dinner' }))).status).toBe(200);
    await untilStatus(testApp, { timer: 'running' });
    testApp.cooker.failHeater();
    testApp.cooker.setWater(45);
    await minutesPass(245);
    const busy = await start(pork({ time_minutes: 1700 }));
    expect(busy).toMatchObject({ status: 409, body: { error: BROKEN_OFF } });
    expect(busy.body['message']).toContain('minutes in the cook that is on.');
    testApp.cooker.mendHeater();
    await minutesPass(1);
    testApp.cooker.stopAtDevice();
    await minutesPass(1);
    await untilStatus(testApp, { state: 'idle', cook: null });
    const { status, body } = await start(pork({ request_id: 'dinner' }));
    expect([status, body['error']]).toEqual([409, 'REQUEST_ID_REUSED']);
    expect(body['message']).toMatch(/^Throw the food away: .* That cook ended [^.]*\.$/);
  }, 120_000);
});
