import { acknowledgedOnly, commandLost } from '../../src/simulator/behaviours.js';
import { answered, chicken, letPass, sent, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { CELLAR, FIRST_COOKER, TwoCookers } from '../harness/two-cookers.js';

describe('A stop that comes again with its request_id', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
    await start('first');
  });
  afterEach(() => testApp.close());

  const start = (request_id: string) =>
    answered(testApp, testApp.api.post('/start-cook', chicken({ request_id })));
  const stop = (body: object = {}) =>
    answered(testApp, testApp.api.post('/stop-cook', { request_id: 'stop', ...body }));
  const stops = () => sent(testApp).filter((command) => command === 'CMD_APC_STOP').length;

  it('is sent when another cook is on', async () => {
    const first = await stop();
    await start('second');
    const again = await stop();
    expect(again).toMatchObject({ status: 200, body: { verified: true } });
    expect(again.body['cook_id']).not.toBe(first.body['cook_id']);
    expect(stops()).toBe(2);
    await untilStatus(testApp, { is_running: false });
  });

  it('is sent whatever its body, and never refused for that', async () => {
    await stop();
    await start('second');
    expect(await stop({ device_id: testApp.cooker.id })).toMatchObject({ status: 200 });
    expect(stops()).toBe(2);
  });

  it('is sent when somebody began a cook in the app', async () => {
    await stop();
    testApp.cooker.startFromApp(56, 60);
    await untilStatus(testApp, { is_running: true });
    expect(await stop()).toMatchObject({ status: 200, body: { verified: true } });
    expect(stops()).toBe(2);
  });

  it('is sent when another cook came and went meanwhile', async () => {
    await stop();
    testApp.cooker.startFromApp(56, 60);
    await untilStatus(testApp, { is_running: true });
    testApp.cooker.stopAtDevice();
    await untilStatus(testApp, { is_running: false });
    expect(await stop()).toMatchObject({ status: 404 });
    expect(stops()).toBe(2);
  });

  it('is sent when two minutes have passed', async () => {
    await stop();
    await letPass(testApp, 100_000);
    // An idle cooker speaks seldom; its last word must be fresh.
    testApp.cooker.setWater(15);
    await untilStatus(testApp, { current_temp_celsius: 15 });
    expect(await testApp.api.post('/stop-cook', { request_id: 'stop' })).toMatchObject({ status: 200 });
    expect(stops()).toBe(1);
    await letPass(testApp, 21_000);
    expect(await stop()).toMatchObject({ status: 404 });
    expect(stops()).toBe(2);
  });

  it('is sent when the last reading is no longer fresh', async () => {
    await stop();
    testApp.cooker.fallSilent();
    await letPass(testApp, 16_000);
    expect(await stop()).toMatchObject({ status: 202 });
    expect(stops()).toBe(2);
  });

  it('is sent when the first was not verified', async () => {
    testApp.cloud.everyCommand(commandLost);
    expect(await stop()).toMatchObject({ status: 504 });
    const before = stops();
    expect(await stop()).toMatchObject({ status: 504 });
    expect(stops()).toBeGreaterThan(before);
  });

  it('is sent while the first is under way, which the cooker may never have received', async () => {
    testApp.cloud.nextCommand(acknowledgedOnly);
    const first = testApp.api.post('/stop-cook', { request_id: 'stop' });
    await letPass(testApp, 2_000);
    expect(stops()).toBe(1);
    const again = await stop();
    expect(again).toMatchObject({ status: 200, body: { status: 'stopped', verified: true } });
    expect(await first).toMatchObject({ status: 200, body: { verified: true } });
    expect(stops()).toBe(2);
    await untilStatus(testApp, { is_running: false });
  });

  it('is verified for each of ten calls at once', async () => {
    const call = () => testApp.api.post('/stop-cook', { request_id: 'stop' });
    const calls = Array.from({ length: 10 }, call);
    await letPass(testApp, 2_000);
    for (const answer of await Promise.all(calls))
      expect(answer).toMatchObject({ status: 200, body: { verified: true } });
    expect(stops()).toBeGreaterThan(0);
  });

  it('is sent to another cooker that runs', async () => {
    const two = await TwoCookers.open();
    await two.start(FIRST_COOKER);
    expect(await two.stop({ request_id: 'stop' })).toMatchObject({ status: 200 });
    await two.start(CELLAR);
    expect(await two.stop({ request_id: 'stop', device_id: FIRST_COOKER })).toMatchObject({
      status: 200,
      body: { device_id: FIRST_COOKER },
    });
    expect(two.stopped).toEqual([FIRST_COOKER]);
    expect(await two.stop({ request_id: 'stop' })).toMatchObject({
      status: 200,
      body: { device_id: CELLAR },
    });
    expect(two.stopped).toEqual([FIRST_COOKER, CELLAR]);
    await two.testApp.close();
  });
});

describe('A start that comes again', () => {
  let testApp: TestApp;
  beforeEach(async () => (testApp = await startTestApp({ cookers: [{ water: 65 }] })));
  afterEach(() => testApp.close());

  const start = (known = {}) => answered(testApp, testApp.api.post('/start-cook', chicken(known)));
  const starts = () => sent(testApp).filter((command) => command === 'CMD_APC_START').length;

  it.each([{ request_id: 'dinner-1' }, {}])('tells what its cook is doing now: %j', async (call) => {
    await start(call);
    await letPass(testApp, 90_000);
    const again = await start(call);
    const { summary } = (await testApp.api.get('/status')).body;
    expect(again).toMatchObject({
      status: 200,
      body: { status: 'started', verified: true, replayed: true, summary },
    });
    expect(summary).toContain('89 minutes left');
    expect(starts()).toBe(1);
  });

  it.each([{ request_id: 'dinner-1' }, {}])('says that its cook was stopped: %j', async (call) => {
    const first = await start(call);
    await answered(testApp, testApp.api.post('/stop-cook'));
    await letPass(testApp, 61_000);
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
    testApp.cooker.stopAtDevice();
    await untilStatus(testApp, { is_running: false });
    expect((await start({ request_id: 'one' })).body['message']).toMatch(/^That cook ended less than/);
    await start({ request_id: 'two' });
    testApp.cooker.stopAtDevice();
    testApp.cooker.startFromApp(56, 60);
    await untilStatus(testApp, { target_temp_celsius: 56 });
    expect(await start({ request_id: 'two' })).toMatchObject({ status: 409 });
    expect(starts()).toBe(2);
  });

  it('claims nothing of the present while the cooker is not heard', async () => {
    await start({ request_id: 'dinner-1' });
    testApp.cooker.fallSilent();
    await letPass(testApp, 20_000);
    const { status, body } = await start({ request_id: 'dinner-1' });
    expect([status, body]).toMatchObject([202, { status: 'accepted', verified: false, replayed: true }]);
    expect(body['summary']).toMatch(/^This is what it said \d+ seconds ago:.*left\. It is not known whether/);
  });

  it.each([{ request_id: 'dinner-1' }, {}])(
    'says what was seen last and what to do while the cloud is away: %j',
    async (call) => {
      await start(call);
      await testApp.cloud.goAway();
      await untilStatus(testApp, { device_online: false });
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
    await testApp.cloud.goAway();
    const old = testApp;
    await old.leave();
    testApp = await startTestApp({ after: old, connected: false });
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
    testApp.cloud.nextCommand(commandLost);
    expect((await start()).status).toBe(504);
    await letPass(testApp, 3_000);
    expect(await start()).toMatchObject({ status: 200, body: { verified: true } });
    expect(starts()).toBe(2);
  });
});
