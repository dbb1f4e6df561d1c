import { responseOf, chicken, letPass, sent, untilStatus } from '../harness/journey.js';
import { startTestApp, TOKEN, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

describe('The connection to the cloud', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
  });
  afterEach(() => testApp.close());

  const status = async () => (await testApp.api.get('/status')).body;
  const start = () => responseOf(testApp, testApp.api.post('/start-cook', chicken()));
  const passUntil = async (look: () => boolean | Promise<boolean>, most: number) => {
    for (let passed = 0; passed < most && !(await look()); passed += 1_000) await letPass(testApp, 1_000);
    await until(look, true);
  };

  it('is reconnected within 30 s when it is half-open', async () => {
    const { cloud } = testApp;
    await letPass(testApp, 4_000);
    cloud.connections.freeze();
    const connectionsBefore = cloud.admission.welcomed;
    await passUntil(async () => (await status())['device_online'] === false, 30_000);
    await passUntil(() => cloud.admission.welcomed > connectionsBefore, 5_000);
    await untilStatus(testApp, { device_online: true, state: 'idle' });
  });

  it.each([1000, 1001, 1006, 1011, 4001])('is reconnected when it closes with code %d', async (code) => {
    testApp.cloud.connections.close(code);
    await untilStatus(testApp, { device_online: false });
    await letPass(testApp, 2_000);
    await untilStatus(testApp, { device_online: true });
  });

  it('rejects starts and keeps the age of the last reading while it is down', async () => {
    await testApp.cloud.goAway();
    await untilStatus(testApp, { device_online: false });
    expect(await start()).toMatchObject({ status: 503, body: { error: 'CLOUD_UNAVAILABLE' } });
    await letPass(testApp, 60_000);
    expect(await status()).toMatchObject({ state: 'idle', stale: true, device_online: false });
    expect((await status())['reading_age_seconds']).toBeGreaterThanOrEqual(60);

    await testApp.cloud.comeBack();
    await passUntil(async () => (await status())['device_online'] === true, 70_000);
  });

  it('keeps the cook in the record when it comes back during a cook', async () => {
    const started = await start();
    testApp.cloud.connections.drop();
    await untilStatus(testApp, { device_online: false });
    await letPass(testApp, 2_000);
    await untilStatus(testApp, { device_online: true, is_running: true });
    expect(await status()).toMatchObject({
      cook: { cook_id: started.body['cook_id'], started_by: 'coddle' },
    });
    expect(sent(testApp)).toEqual(['CMD_APC_START']);
  });

  it('reports a token that is refused at the upgrade as refused, not as offline', async () => {
    testApp.cloud.admission.refuseTokens();
    testApp.cloud.connections.drop();
    await passUntil(async () => (await start()).body['error'] === 'ANOVA_TOKEN_REJECTED', 10_000);
    expect(await start()).toMatchObject({
      status: 503,
      body: { message: expect.stringContaining('Anova Oven app') as string },
    });
    const attempts = testApp.cloud.admission.attempts;
    await letPass(testApp, 60_000);
    expect(testApp.cloud.admission.attempts).toBe(attempts);
  });

  it('reports a token as refused within 10 s when the cloud accepts it and closes three times', async () => {
    testApp.cloud.admission.refuseTokens('close');
    testApp.cloud.connections.drop();
    await passUntil(async () => {
      const { body } = await testApp.api.get<{ error?: { cloud?: { code?: string } } }>('/health/ready');
      return body.error?.cloud?.code === 'ANOVA_TOKEN_REJECTED';
    }, 10_000);
  });

  it('ignores garbage and does not read it as an idle state', async () => {
    await start();
    const { connections, cooker } = testApp.cloud;
    for (const frame of GARBAGE) connections.send(frame);
    connections.send(JSON.stringify(hollowState(cooker.id)));
    await until(async () => (await status())['state'], 'unknown');
    expect(await testApp.api.get('/health')).toMatchObject({ status: 200 });
    await letPass(testApp, 2_000);
    await untilStatus(testApp, { state: 'preheating', is_running: true });
  });

  it('is dropped and reconnected on a frame of more than 1 MiB', async () => {
    const connectionsBefore = testApp.cloud.admission.welcomed;
    testApp.cloud.connections.sendHugeFrame();
    await untilStatus(testApp, { device_online: false });
    await passUntil(() => testApp.cloud.admission.welcomed > connectionsBefore, 5_000);
    await untilStatus(testApp, { device_online: true });
  });

  it('first marks the reading as stale and then the cooker as offline when the cooker falls silent', async () => {
    await letPass(testApp, 8_000);
    testApp.cooker.unplug();
    await letPass(testApp, 16_000);
    expect(await status()).toMatchObject({ stale: true, device_online: true });
    await letPass(testApp, 46_000);
    expect(await status()).toMatchObject({ device_online: false });
    expect(await start()).toMatchObject({ status: 503, body: { error: 'DEVICE_OFFLINE' } });
    testApp.cooker.plugIn();
    await letPass(testApp, 2_000);
    await untilStatus(testApp, { stale: false, device_online: true });
  });

  it('reports the cooker as offline when the cloud says so', async () => {
    testApp.cooker.goOffline();
    await untilStatus(testApp, { device_online: false });
    testApp.cooker.comeOnline();
    await untilStatus(testApp, { device_online: true });
  });

  it('sends the token in the query and nowhere else', () => {
    const { query, headers } = testApp.cloud.admission.lastUpgrade!;
    expect(Object.fromEntries(query)).toMatchObject({ token: TOKEN });
    expect(JSON.stringify(headers)).not.toContain(TOKEN);
  });
});

describe('A cooker that pushes no state while idle', () => {
  it('is stale and not offline, and accepts a start', async () => {
    const testApp = await startTestApp({ cloud: { pushIdle: false } });
    await letPass(testApp, 120_000);
    await untilStatus(testApp, { stale: true, device_online: true, state: 'idle' });
    const started = await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
    expect(started).toMatchObject({ status: 200, body: { verified: true } });
    await testApp.close();
  });
});

describe('A first state that is hours old', () => {
  it('is shown with its age and not treated as newer', async () => {
    const testApp = await startTestApp();
    testApp.cooker.goOfflineSince(5 * 3_600_000);
    testApp.cloud.connections.drop();
    await letPass(testApp, 2_000);
    await untilStatus(testApp, { device_online: false, stale: true });
    const { body } = await testApp.api.get('/status');
    expect(body['reading_age_seconds']).toBeGreaterThanOrEqual(5 * 3_600);
    await testApp.close();
  });
});

describe('Before the first device list', () => {
  it('the status says that the cookers are not known yet', async () => {
    const testApp = await startTestApp({ connected: false, cloud: { token: 'anova-another' } });
    expect(await testApp.api.get('/status')).toMatchObject({ status: 503 });
    await until(async () => (await testApp.api.get('/status')).body['error'], 'ANOVA_TOKEN_REJECTED');
    expect(await testApp.api.get('/devices')).toMatchObject({
      status: 503,
      body: { error: 'ANOVA_TOKEN_REJECTED' },
    });
    expect(await testApp.api.get('/health')).toMatchObject({ status: 200 });
    expect(await testApp.api.get('/health/ready')).toMatchObject({
      status: 503,
      body: { status: 'error', error: { cloud: { status: 'down', code: 'ANOVA_TOKEN_REJECTED' } } },
    });
    await testApp.close();
  });
});

const GARBAGE = [
  '',
  'null',
  '[]',
  '"text"',
  '{',
  '{"command":7}',
  '{"command":"constructor","payload":{}}',
  '{"command":"EVENT_APC_STATE"}',
  '{"command":"EVENT_APC_STATE","payload":{"__proto__":{"mode":"idle"}}}',
  '{"command":"EVENT_APC_WIFI_LIST","payload":{"not":"a list"}}',
  '{"command":"RESPONSE","requestId":"unknown","payload":{"status":"ok"}}',
  '{"command":"EVENT_SOMETHING_NEW","payload":{}}',
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
];

/** A state of the right shape in which every value is missing or of the wrong type. */
const hollowState = (cookerId: string) => ({
  command: 'EVENT_APC_STATE',
  payload: {
    cookerId,
    type: 'a7',
    state: {
      nodes: { waterTemperatureSensor: { current: { celsius: 'warm' } }, timer: 7 },
      state: { mode: 'daydreaming' },
      systemInfo: null,
    },
  },
});
