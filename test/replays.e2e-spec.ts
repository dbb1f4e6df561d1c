import { acknowledgedOnly, commandLost } from '../src/simulator/behaviours.js';
import { answered, chicken, letPass, sent, untilStatus } from './harness/journey.js';
import { startTestApp, type Kitchen } from './harness/test-app.js';
import { CELLAR, KITCHEN, TwoCookers } from './harness/two-cookers.js';

describe('A stop that comes again with its request_id', () => {
  let kitchen: Kitchen;
  beforeEach(async () => {
    kitchen = await startTestApp();
    await start('first');
  });
  afterEach(() => kitchen.close());

  const start = (request_id: string) =>
    answered(kitchen, kitchen.api.post('/start-cook', chicken({ request_id })));
  const stop = (body: object = {}) =>
    answered(kitchen, kitchen.api.post('/stop-cook', { request_id: 'stop', ...body }));
  const stops = () => sent(kitchen).filter((command) => command === 'CMD_APC_STOP').length;

  it('is sent when another cook is on', async () => {
    const first = await stop();
    await start('second');
    const again = await stop();
    expect(again).toMatchObject({ status: 200, body: { verified: true } });
    expect(again.body['cook_id']).not.toBe(first.body['cook_id']);
    expect(stops()).toBe(2);
    await untilStatus(kitchen, { is_running: false });
  });

  it('is sent whatever its body, and never refused for that', async () => {
    await stop();
    await start('second');
    expect(await stop({ device_id: kitchen.cooker.id })).toMatchObject({ status: 200 });
    expect(stops()).toBe(2);
  });

  it('is sent when somebody began a cook in the app', async () => {
    await stop();
    kitchen.cooker.startFromApp(56, 60);
    await untilStatus(kitchen, { is_running: true });
    expect(await stop()).toMatchObject({ status: 200, body: { verified: true } });
    expect(stops()).toBe(2);
  });

  it('is sent when another cook came and went meanwhile', async () => {
    await stop();
    kitchen.cooker.startFromApp(56, 60);
    await untilStatus(kitchen, { is_running: true });
    kitchen.cooker.stopAtDevice();
    await untilStatus(kitchen, { is_running: false });
    expect(await stop()).toMatchObject({ status: 404 });
    expect(stops()).toBe(2);
  });

  it('is sent when two minutes have passed', async () => {
    await stop();
    await letPass(kitchen, 100_000);
    // An idle cooker speaks seldom; its last word must be fresh.
    kitchen.cooker.setWater(15);
    await untilStatus(kitchen, { current_temp_celsius: 15 });
    expect(await kitchen.api.post('/stop-cook', { request_id: 'stop' })).toMatchObject({ status: 200 });
    expect(stops()).toBe(1);
    await letPass(kitchen, 21_000);
    expect(await stop()).toMatchObject({ status: 404 });
    expect(stops()).toBe(2);
  });

  it('is sent when the last reading is no longer fresh', async () => {
    await stop();
    kitchen.cooker.fallSilent();
    await letPass(kitchen, 16_000);
    expect(await stop()).toMatchObject({ status: 202 });
    expect(stops()).toBe(2);
  });

  it('is sent when the first was not verified', async () => {
    kitchen.cloud.everyCommand(commandLost);
    expect(await stop()).toMatchObject({ status: 504 });
    const before = stops();
    expect(await stop()).toMatchObject({ status: 504 });
    expect(stops()).toBeGreaterThan(before);
  });

  it('is sent while the first is under way, which the cooker may never have received', async () => {
    kitchen.cloud.nextCommand(acknowledgedOnly);
    const first = kitchen.api.post('/stop-cook', { request_id: 'stop' });
    await letPass(kitchen, 2_000);
    expect(stops()).toBe(1);
    const again = await stop();
    expect(again).toMatchObject({ status: 200, body: { status: 'stopped', verified: true } });
    expect(await first).toMatchObject({ status: 200, body: { verified: true } });
    expect(stops()).toBe(2);
    await untilStatus(kitchen, { is_running: false });
  });

  it('is verified for each of ten calls at once', async () => {
    const call = () => kitchen.api.post('/stop-cook', { request_id: 'stop' });
    const calls = Array.from({ length: 10 }, call);
    await letPass(kitchen, 2_000);
    for (const answer of await Promise.all(calls))
      expect(answer).toMatchObject({ status: 200, body: { verified: true } });
    expect(stops()).toBeGreaterThan(0);
  });

  it('is sent to another cooker that runs', async () => {
    const two = await TwoCookers.open();
    await two.start(KITCHEN);
    expect(await two.stop({ request_id: 'stop' })).toMatchObject({ status: 200 });
    await two.start(CELLAR);
    expect(await two.stop({ request_id: 'stop', device_id: KITCHEN })).toMatchObject({
      status: 200,
      body: { device_id: KITCHEN },
    });
    expect(two.stopped).toEqual([KITCHEN]);
    expect(await two.stop({ request_id: 'stop' })).toMatchObject({
      status: 200,
      body: { device_id: CELLAR },
    });
    expect(two.stopped).toEqual([KITCHEN, CELLAR]);
    await two.kitchen.close();
  });
});

describe('A start that comes again', () => {
  let kitchen: Kitchen;
  beforeEach(async () => (kitchen = await startTestApp({ cookers: [{ water: 65 }] })));
  afterEach(() => kitchen.close());

  const start = (known = {}) => answered(kitchen, kitchen.api.post('/start-cook', chicken(known)));
  const starts = () => sent(kitchen).filter((command) => command === 'CMD_APC_START').length;

  it.each([{ request_id: 'dinner-1' }, {}])('tells what its cook is doing now: %j', async (call) => {
    await start(call);
    await letPass(kitchen, 90_000);
    const again = await start(call);
    const { summary } = (await kitchen.api.get('/status')).body;
    expect(again).toMatchObject({
      status: 200,
      body: { status: 'started', verified: true, replayed: true, summary },
    });
    expect(summary).toContain('89 minutes left');
    expect(starts()).toBe(1);
  });

  it.each([{ request_id: 'dinner-1' }, {}])('says that its cook was stopped: %j', async (call) => {
    const first = await start(call);
    await answered(kitchen, kitchen.api.post('/stop-cook'));
    await letPass(kitchen, 61_000);
    const again = await start(call);
    const isNamed = 'request_id' in call;
    expect(again).toMatchObject({
      status: 409,
      body: {
        error: 'REQUEST_ID_REUSED',
        message: `That cook was stopped 1 minute ago. Send a ${isNamed ? 'new ' : ''}request_id to start another.`,
      },
    });
    const { cook_id } = first.body;
    expect(again.body['details']).toEqual(isNamed ? { field: 'request_id', cook_id } : { cook_id });
    expect(starts()).toBe(1);
  });

  it('says that its cook ended at the cooker, and that another took its place', async () => {
    await start({ request_id: 'one' });
    kitchen.cooker.stopAtDevice();
    await untilStatus(kitchen, { is_running: false });
    expect((await start({ request_id: 'one' })).body['message']).toMatch(/^That cook ended less than/);
    await start({ request_id: 'two' });
    kitchen.cooker.stopAtDevice();
    kitchen.cooker.startFromApp(56, 60);
    await untilStatus(kitchen, { target_temp_celsius: 56 });
    expect(await start({ request_id: 'two' })).toMatchObject({ status: 409 });
    expect(starts()).toBe(2);
  });

  it('claims nothing of the present while the cooker is not heard', async () => {
    await start({ request_id: 'dinner-1' });
    kitchen.cooker.fallSilent();
    await letPass(kitchen, 20_000);
    const { status, body } = await start({ request_id: 'dinner-1' });
    expect([status, body]).toMatchObject([202, { status: 'accepted', verified: false, replayed: true }]);
    expect(body['summary']).toMatch(/^This is what it said \d+ seconds ago:.*left\. It is not known whether/);
  });

  it.each([{ request_id: 'dinner-1' }, {}])(
    'says what was seen last and what to do while the cloud is away: %j',
    async (call) => {
      await start(call);
      await kitchen.cloud.goAway();
      await untilStatus(kitchen, { device_online: false });
      const { status, body } = await start(call);
      expect([status, body]).toMatchObject([202, { status: 'accepted', verified: false, replayed: true }]);
      expect(body['summary']).toMatch(
        /^\S.* cannot be reached\. This is what it said \d+ seconds? ago: .* It is not known whether that cook still runs\. Look at the cooker, and ask for the status again before you rely on it; do not start it again\.$/,
      );
      expect(starts()).toBe(1);
    },
  );

  it('says the same after a restart, before the cooker has spoken', async () => {
    await start({ request_id: 'dinner-1' });
    await kitchen.cloud.goAway();
    const old = kitchen;
    await old.leave();
    kitchen = await startTestApp({ after: old, connected: false });
    const { status, body } = await start({ request_id: 'dinner-1' });
    expect([status, body]).toMatchObject([202, { status: 'accepted', verified: false, replayed: true }]);
    expect(body['summary']).toMatch(/^Anova's cloud cannot be reached\. It is not known whether/);
  });

  it('is the same whether a field is null, empty or left out', async () => {
    await start({ device_id: null, thickness_mm: null });
    const again = await start({ shape: '', request_id: '' });
    expect(again).toMatchObject({ status: 200, body: { replayed: true } });
    expect(starts()).toBe(1);
  });

  it('is taken anew after a 504 once the cooker is seen idle', async () => {
    kitchen.cloud.nextCommand(commandLost);
    expect((await start()).status).toBe(504);
    await letPass(kitchen, 3_000);
    expect(await start()).toMatchObject({ status: 200, body: { verified: true } });
    expect(starts()).toBe(2);
  });
});
