import { acknowledgedOnly, commandLost } from '../../src/simulator/behaviours.js';
import { responseOf, chicken, letPass, sent, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { CELLAR, FIRST_COOKER, TwoCookers } from '../harness/two-cookers.js';

describe('A stop that is repeated with its request_id', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
    await start('first');
  });
  afterEach(() => testApp.close());

  const start = (request_id: string) =>
    responseOf(testApp, testApp.api.post('/start-cook', chicken({ request_id })));
  const stop = (body: object = {}) =>
    responseOf(testApp, testApp.api.post('/stop-cook', { request_id: 'stop', ...body }));
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

  it('is sent with any body, and never refused for it', async () => {
    await stop();
    await start('second');
    expect(await stop({ device_id: testApp.cooker.id })).toMatchObject({ status: 200 });
    expect(stops()).toBe(2);
  });

  it('is sent when a cook was started in the app', async () => {
    await stop();
    testApp.cooker.startFromApp(56, 60);
    await untilStatus(testApp, { is_running: true });
    expect(await stop()).toMatchObject({ status: 200, body: { verified: true } });
    expect(stops()).toBe(2);
  });

  it('is sent when another cook began and ended meanwhile', async () => {
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
    // An idle cooker reports seldom; its last state must be fresh.
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

  it('is sent while the first is in progress, because the cooker may not have received it', async () => {
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

  it('is verified for each of ten simultaneous requests', async () => {
    const request = () => testApp.api.post('/stop-cook', { request_id: 'stop' });
    const requests = Array.from({ length: 10 }, request);
    await letPass(testApp, 2_000);
    for (const response of await Promise.all(requests))
      expect(response).toMatchObject({ status: 200, body: { verified: true } });
    expect(stops()).toBeGreaterThan(0);
  });

  it('is sent to another running cooker', async () => {
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

describe('A repeated start', () => {
  let testApp: TestApp;
  beforeEach(async () => (testApp = await startTestApp({ cookers: [{ water: 65 }] })));
  afterEach(() => testApp.close());

  const start = (known = {}) => responseOf(testApp, testApp.api.post('/start-cook', chicken(known)));
  const starts = () => sent(testApp).filter((command) => command === 'CMD_APC_START').length;

  it.each([{ request_id: 'dinner-1' }, {}])(
    'describes the present state of its cook: %j',
    async (request) => {
      await start(request);
      await letPass(testApp, 90_000);
      const again = await start(request);
      const { summary } = (await testApp.api.get('/status')).body;
      expect(again).toMatchObject({
        status: 200,
        body: { status: 'started', verified: true, replayed: true, summary },
      });
      expect(summary).toContain('89 minutes left');
      expect(starts()).toBe(1);
    },
  );

  it.each([{ request_id: 'dinner-1' }, {}])('says that its cook was stopped: %j', async (request) => {
    const first = await start(request);
    await responseOf(testApp, testApp.api.post('/stop-cook'));
    await letPass(testApp, 61_000);
    const again = await start(request);
    const isNamed = 'request_id' in request;
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

  it('says that its cook ended at the cooker, and that another replaced it', async () => {
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

  it('claims nothing about the present while the cooker is silent', async () => {
    await start({ request_id: 'dinner-1' });
    testApp.cooker.fallSilent();
    await letPass(testApp, 20_000);
    const { status, body } = await start({ request_id: 'dinner-1' });
    expect([status, body]).toMatchObject([202, { status: 'accepted', verified: false, replayed: true }]);
    expect(body['summary']).toMatch(/^This is what it said \d+ seconds ago:.*left\. It is not known whether/);
  });

  it.each([{ request_id: 'dinner-1' }, {}])(
    'says what was last seen and what to do while the cloud is unreachable: %j',
    async (request) => {
      await start(request);
      await testApp.cloud.goAway();
      await untilStatus(testApp, { device_online: false });
      const { status, body } = await start(request);
      expect([status, body]).toMatchObject([202, { status: 'accepted', verified: false, replayed: true }]);
      expect(body['summary']).toMatch(
        /^\S.* cannot be reached\. This is what it said \d+ seconds? ago: .* It is not known whether that cook still runs\. Look at the cooker, and ask for the status again before you rely on it; do not start it again\.$/,
      );
      expect(starts()).toBe(1);
    },
  );

  it('says the same after a restart, before the cooker has reported', async () => {
    await start({ request_id: 'dinner-1' });
    await testApp.cloud.goAway();
    const old = testApp;
    await old.leave();
    testApp = await startTestApp({ after: old, connected: false });
    const { status, body } = await start({ request_id: 'dinner-1' });
    expect([status, body]).toMatchObject([202, { status: 'accepted', verified: false, replayed: true }]);
    expect(body['summary']).toMatch(/^Anova's cloud cannot be reached\. It is not known whether/);
  });

  it('is recognised whether a field is null, empty or left out', async () => {
    await start({ device_id: null, thickness_mm: null });
    const again = await start({ shape: '', request_id: '' });
    expect(again).toMatchObject({ status: 200, body: { replayed: true } });
    expect(starts()).toBe(1);
  });

  it('is sent again after a 504 once the cooker is seen idle', async () => {
    testApp.cloud.nextCommand(commandLost);
    expect((await start()).status).toBe(504);
    await letPass(testApp, 3_000);
    expect(await start()).toMatchObject({ status: 200, body: { verified: true } });
    expect(starts()).toBe(2);
  });
});
