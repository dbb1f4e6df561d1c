import { UnfinishedCooks } from '../../src/cooking/recovery/unfinished-cooks.js';
import { JournalStore } from '../../src/storage/journal-store.js';
import type { Json } from '../harness/api.js';
import * as brokenOff from '../harness/broken-off.js';
import { pork } from '../harness/broken-off.js';
import { responseOf, letPass, sent, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../harness/test-app.js';

const HOUR = 3600_000;
const BROKEN_OFF = 'FOOD_MUST_BE_DISCARDED';

const carrots = { temperature_celsius: 85, time_minutes: 60, food_type: 'carrots' };

describe('A cook that broke off', () => {
  let testApp: TestApp;
  const open = async (options: TestAppOptions = {}) => {
    testApp = await startTestApp(options);
    testApp.cooker.setWater(65.6);
  };
  afterEach(() => testApp.close());

  const get = async (path: string): Promise<Json> => (await testApp.api.get(path)).body;
  const start = (plan: Json) => responseOf(testApp, testApp.api.post('/start-cook', plan));
  const check = async (plan: Json): Promise<Json> => (await testApp.api.post('/check-cook', plan)).body;
  const starts = () => sent(testApp).filter((command) => command === 'CMD_APC_START').length;
  const minutesPass = (minutes: number) => brokenOff.minutesPass(testApp, minutes);
  const begin = (plan: Json = pork()) => brokenOff.begin(testApp, plan);
  const breakOff = (ms?: number, water?: number) => brokenOff.breakOff(testApp, ms, water);
  const spoil = () => brokenOff.spoil(testApp);
  const confirm = (id: string) => testApp.app.get(UnfinishedCooks, { strict: false }).confirm(id);

  it('leaves food that status and history say to throw away and that no start accepts', async () => {
    await open();
    const id = await spoil();
    expect(await get('/status')).toMatchObject({
      safety: { error: 'COOK_INTERRUPTED', pasteurized: false, pasteurized_at: null, allowed: false },
      summary: expect.stringMatching(/^Throw the food away: .* for 3\d\d minutes/) as string,
    });
    expect(await get('/cooks')).toMatchObject({
      cooks: [
        {
          cook_id: id,
          pasteurized: false,
          must_be_discarded: true,
          summary: expect.stringMatching(/^Throw the food away/) as string,
        },
      ],
    });
    expect(await get(`/cooks/${id}`)).toMatchObject({
      outcome: 'not-seen',
      safety: { error: 'COOK_INTERRUPTED', pasteurized: false },
      interruptions: [{ seconds: expect.any(Number) as number, cause: 'line' }],
      summary: expect.stringMatching(
        /^Throw the food away.* The cooker was not seen for 30\d minutes of this cook\.$/,
      ) as string,
    });
    for (const plan of [pork(), pork({ food_type: 'beef steak' }), carrots]) {
      const refused = await start(plan);
      expect(refused).toMatchObject({ status: 409, body: { error: BROKEN_OFF, details: { cook_id: id } } });
      expect(refused.body['alternatives']).toBeUndefined();
      expect(refused.text).toContain('The owner must confirm that it was thrown away.');
      expect(refused.text).not.toMatch(/coddle discarded|24 h|hours/);
    }
    expect(await check(pork())).toMatchObject({
      allowed: false,
      verdict: 'rejected',
      violations: [{ error: BROKEN_OFF }],
      alternatives: [],
    });
    expect(starts()).toBe(1);
  }, 120_000);

  it('comes first in the response to a stop of the idle cooker', async () => {
    await open();
    await spoil();
    const { status, body } = await responseOf(testApp, testApp.api.post('/stop-cook', { device_id: 'nope' }));
    expect([status, body['error']]).toEqual([404, 'NO_ACTIVE_COOK']);
    expect(body['message']).toMatch(
      /^Throw the food away: its centre .* destroys\. Nothing is cooking on [^.]+\.$/,
    );
    expect(body['details']).toMatchObject({ warnings: [expect.stringContaining('"nope"')] });
    testApp.cooker.fallSilent();
    await letPass(testApp, 16_000);
    const stale = await responseOf(testApp, testApp.api.post('/stop-cook'));
    expect(stale).toMatchObject({ status: 202, body: { safety: { error: 'COOK_INTERRUPTED' } } });
    expect(stale.body['summary']).toMatch(/^Throw the food away: /);
  }, 120_000);

  it('allows a new start once the owner has confirmed, which the journal records', async () => {
    await open();
    const id = await spoil();
    expect(await confirm('another')).toBe('unknown');
    expect(await confirm(id)).toMatchObject({ cookId: id });
    expect(await get('/status')).toMatchObject({ safety: null });
    expect(await check(pork())).toMatchObject({ allowed: true });
    expect(await get(`/cooks/${id}`)).toMatchObject({
      pasteurized: false,
      must_be_discarded: false,
      discarded_at: expect.any(String) as string,
      summary: expect.stringMatching(
        /^Pork shoulder at .* The owner confirmed less than a minute ago that the food was thrown away\./,
      ) as string,
    });
    expect((await start(pork())).status).toBe(200);
    const journal = testApp.app.get(JournalStore, { strict: false });
    const entries = await journal.after(0, 100);
    expect(entries.filter(({ kind }) => kind === 'discard')).toMatchObject([{ content: { cookId: id } }]);
    expect(await journal.integrityError()).toBeUndefined();
    expect(await confirm(id)).toBe('running');
  }, 120_000);

  it('no longer matters after 24 hours', async () => {
    await open();
    await spoil();
    testApp.cooker.unplug();
    await testApp.clock.elapse(24 * HOUR - 10 * 60_000);
    expect(await check(pork())).toMatchObject({ allowed: false });
    await testApp.clock.elapse(15 * 60_000);
    testApp.cooker.setWater(20);
    testApp.cooker.plugIn();
    await letPass(testApp, 10_000);
    expect(await check(pork())).toMatchObject({ allowed: true });
    expect((await start(pork())).status).toBe(200);
  }, 120_000);

  it.each(['closed', 'killed'] as const)(
    'is known to the next server after this one was %s',
    async (how) => {
      await open();
      const id = await spoil();
      const old = testApp;
      if (how === 'killed') {
        testApp = await old.crash();
        old.data.remove();
      } else {
        await old.leave();
        testApp = await startTestApp({ after: old });
      }
      await letPass(testApp, 4_000);
      expect(await start(pork())).toMatchObject({ status: 409, body: { error: BROKEN_OFF } });
      expect(await get('/status')).toMatchObject({ safety: { error: 'COOK_INTERRUPTED' } });
      expect(await confirm(id)).toMatchObject({ cookId: id });
      expect((await start(pork())).status).toBe(200);
    },
    60_000,
  );

  it('is recognised when the server and the cooker were away at the same time', async () => {
    await open();
    await begin();
    await minutesPass(10);
    await testApp.leave();
    testApp.cooker.unplug();
    await testApp.clock.elapse(5 * HOUR);
    testApp.cooker.setWater(32);
    testApp.cooker.plugIn();
    testApp = await startTestApp({ after: testApp });
    await untilStatus(testApp, { state: 'idle' });
    expect(await start(pork())).toMatchObject({ status: 409, body: { error: BROKEN_OFF } });
    expect(await get('/status')).toMatchObject({ safety: { error: 'COOK_INTERRUPTED' } });
  }, 120_000);

  it('is continued by a cook that was started in the app, and ends with it', async () => {
    await open();
    await spoil();
    testApp.cooker.setWater(70);
    testApp.cooker.startFromApp(70, 30);
    await minutesPass(1);
    await untilStatus(testApp, { timer: 'running' });
    expect(await get('/status')).toMatchObject({
      safety: { error: 'COOK_INTERRUPTED', allowed: false },
      summary: expect.stringMatching(/^Throw the food away/) as string,
    });
    testApp.cooker.stopAtDevice();
    await minutesPass(1);
    await untilStatus(testApp, { state: 'idle' });
    expect(await start(pork())).toMatchObject({ status: 409, body: { error: BROKEN_OFF } });
  }, 120_000);

  it('keeps the minutes of a short break and adds them to the next cook', async () => {
    await open();
    await begin();
    await minutesPass(5);
    await breakOff(20 * 60_000, 40);
    await untilStatus(testApp, { state: 'idle' });
    expect(await get('/status')).toMatchObject({
      safety: { error: null, pasteurized: false },
      summary: expect.stringContaining('The cook ended before its food was done.') as string,
    });
    testApp.cooker.setWater(65.6);
    await letPass(testApp, 4_000);
    await begin();
    await untilStatus(testApp, { timer: 'running' });
    await minutesPass(1);
    const { safety } = (await get('/status')) as { safety: { minutes_core_in_danger_zone: number } };
    expect(safety.minutes_core_in_danger_zone).toBeGreaterThanOrEqual(25);
    expect(safety.minutes_core_in_danger_zone).toBeLessThan(40);
  }, 120_000);

  it('is not assumed when an observed cook is stopped', async () => {
    await open();
    await begin();
    await minutesPass(5);
    testApp.cooker.stopAtDevice();
    await minutesPass(1);
    await untilStatus(testApp, { state: 'idle' });
    expect(await check(pork())).toMatchObject({ allowed: true });
    expect((await start(pork({ time_minutes: 1700 }))).status).toBe(200);
  }, 120_000);

  it('includes a stop when the food had to be thrown away, and the stop says so first', async () => {
    await open();
    await begin();
    await untilStatus(testApp, { timer: 'running' });
    testApp.cooker.failHeater();
    testApp.cooker.setWater(45);
    await minutesPass(245);
    expect(await check(pork())).toMatchObject({ allowed: false, violations: [{ error: BROKEN_OFF }] });
    testApp.cooker.mendHeater();
    const stopped = await responseOf(testApp, testApp.api.post('/stop-cook'));
    expect(stopped.body).toMatchObject({
      safety: { error: 'COOK_INTERRUPTED', pasteurized: false },
      summary: expect.stringMatching(/^Throw the food away: .* Stopped early: /) as string,
    });
    await letPass(testApp, 10_000);
    await untilStatus(testApp, { state: 'idle' });
    expect(await start(pork({ time_minutes: 1700 }))).toMatchObject({
      status: 409,
      body: { error: BROKEN_OFF },
    });
    expect((await get('/status'))['summary']).toMatch(/^Throw the food away/);
  }, 120_000);

  it('only warns on another cooker, about food of the same class', async () => {
    await open({ cookers: [{ name: 'Kitchen' }, { name: 'Garage' }] });
    const [first, second] = testApp.cloud.cookers;
    for (const cooker of testApp.cloud.cookers) cooker.setWater(65.6);
    const on = (cooker = first!, plan = pork()) => ({ ...plan, device_id: cooker.identity.id });
    expect((await start(on())).status).toBe(200);
    await minutesPass(10);
    first!.unplug();
    await testApp.clock.elapse(5 * HOUR);
    first!.setWater(32);
    first!.plugIn();
    await minutesPass(1);
    expect(await check(on())).toMatchObject({ allowed: false });
    const elsewhere = await check(on(second));
    expect(elsewhere).toMatchObject({
      allowed: true,
      warnings: expect.arrayContaining([
        expect.stringMatching(
          /^The food “pork shoulder” from a cook that broke off on Kitchen must be thrown away/,
        ),
      ]) as string[],
    });
    expect(JSON.stringify(await check(on(second, carrots)))).not.toContain('thrown away');
    const started = await start(on(second));
    expect(started.status).toBe(200);
    expect(started.body['summary']).toContain('must be thrown away');
  }, 120_000);
});
