import { answered, chicken, letPass, sent, untilStatus } from './harness/journey.js';
import { startTestApp, TOKEN, type Kitchen } from './harness/test-app.js';
import { until } from './harness/until.js';

describe('When the line to the cloud', () => {
  let kitchen: Kitchen;
  beforeEach(async () => {
    kitchen = await startTestApp();
  });
  afterEach(() => kitchen.close());

  const status = async () => (await kitchen.api.get('/status')).body;
  const start = () => answered(kitchen, kitchen.api.post('/start-cook', chicken()));
  const passUntil = async (look: () => boolean | Promise<boolean>, most: number) => {
    for (let passed = 0; passed < most && !(await look()); passed += 1_000) await letPass(kitchen, 1_000);
    await until(look, true);
  };

  it('is half-open, it is noticed within 30 s and dialled again', async () => {
    const { cloud } = kitchen;
    await letPass(kitchen, 4_000);
    cloud.lines.freeze();
    const dialled = cloud.gate.welcomed;
    await passUntil(async () => (await status())['device_online'] === false, 30_000);
    await passUntil(() => cloud.gate.welcomed > dialled, 5_000);
    await untilStatus(kitchen, { device_online: true, state: 'idle' });
  });

  it.each([1000, 1001, 1006, 1011, 4001])('closes with code %d, it is dialled again', async (code) => {
    kitchen.cloud.lines.close(code);
    await untilStatus(kitchen, { device_online: false });
    await letPass(kitchen, 2_000);
    await untilStatus(kitchen, { device_online: true });
  });

  it('is gone, starts are refused and the last reading keeps its age', async () => {
    await kitchen.cloud.goAway();
    await untilStatus(kitchen, { device_online: false });
    expect(await start()).toMatchObject({ status: 503, body: { error: 'CLOUD_UNAVAILABLE' } });
    await letPass(kitchen, 60_000);
    expect(await status()).toMatchObject({ state: 'idle', stale: true, device_online: false });
    expect((await status())['reading_age_seconds']).toBeGreaterThanOrEqual(60);

    await kitchen.cloud.comeBack();
    await passUntil(async () => (await status())['device_online'] === true, 70_000);
  });

  it('comes back in mid-cook, the cook goes on in the record', async () => {
    const started = await start();
    kitchen.cloud.lines.drop();
    await untilStatus(kitchen, { device_online: false });
    await letPass(kitchen, 2_000);
    await untilStatus(kitchen, { device_online: true, is_running: true });
    expect(await status()).toMatchObject({
      cook: { cook_id: started.body['cook_id'], started_by: 'coddle' },
    });
    expect(sent(kitchen)).toEqual(['CMD_APC_START']);
  });

  it('refuses the token at the upgrade, that is said and not called offline', async () => {
    kitchen.cloud.gate.refuseTokens();
    kitchen.cloud.lines.drop();
    await passUntil(async () => (await start()).body['error'] === 'ANOVA_TOKEN_REJECTED', 10_000);
    expect(await start()).toMatchObject({
      status: 503,
      body: { message: expect.stringContaining('Anova Oven app') as string },
    });
    const attempts = kitchen.cloud.gate.attempts;
    await letPass(kitchen, 60_000);
    expect(kitchen.cloud.gate.attempts).toBe(attempts);
  });

  it('takes the token and closes at once, three times, that counts as a refusal within 10 s', async () => {
    kitchen.cloud.gate.refuseTokens('close');
    kitchen.cloud.lines.drop();
    await passUntil(async () => {
      const { body } = await kitchen.api.get<{ error?: { cloud?: { code?: string } } }>('/health/ready');
      return body.error?.cloud?.code === 'ANOVA_TOKEN_REJECTED';
    }, 10_000);
  });

  it('carries garbage, nothing breaks and nothing is taken for idle', async () => {
    await start();
    const { lines, cooker } = kitchen.cloud;
    for (const frame of GARBAGE) lines.send(frame);
    lines.send(JSON.stringify(hollowState(cooker.id)));
    await until(async () => (await status())['state'], 'unknown');
    expect(await kitchen.api.get('/health')).toMatchObject({ status: 200 });
    await letPass(kitchen, 2_000);
    await untilStatus(kitchen, { state: 'preheating', is_running: true });
  });

  it('carries a frame of more than 1 MiB, the line is dropped and dialled again', async () => {
    const dialled = kitchen.cloud.gate.welcomed;
    kitchen.cloud.lines.sendHugeFrame();
    await untilStatus(kitchen, { device_online: false });
    await passUntil(() => kitchen.cloud.gate.welcomed > dialled, 5_000);
    await untilStatus(kitchen, { device_online: true });
  });

  it('stands and the cooker falls silent, the reading goes stale and then the cooker away', async () => {
    await letPass(kitchen, 8_000);
    kitchen.cooker.unplug();
    await letPass(kitchen, 16_000);
    expect(await status()).toMatchObject({ stale: true, device_online: true });
    await letPass(kitchen, 46_000);
    expect(await status()).toMatchObject({ device_online: false });
    expect(await start()).toMatchObject({ status: 503, body: { error: 'DEVICE_OFFLINE' } });
    kitchen.cooker.plugIn();
    await letPass(kitchen, 2_000);
    await untilStatus(kitchen, { stale: false, device_online: true });
  });

  it('brings word that the cooker is offline, that is believed', async () => {
    kitchen.cooker.goOffline();
    await untilStatus(kitchen, { device_online: false });
    kitchen.cooker.comeOnline();
    await untilStatus(kitchen, { device_online: true });
  });

  it('knows the token, the query carries it and nothing else does', () => {
    const { query, headers } = kitchen.cloud.gate.lastUpgrade!;
    expect(Object.fromEntries(query)).toMatchObject({ token: TOKEN });
    expect(JSON.stringify(headers)).not.toContain(TOKEN);
  });
});

describe('A cooker that does not push while it is idle', () => {
  it('is stale and not offline, and a start is tried and seen', async () => {
    const kitchen = await startTestApp({ cloud: { pushIdle: false } });
    await letPass(kitchen, 120_000);
    await untilStatus(kitchen, { stale: true, device_online: true, state: 'idle' });
    const started = await answered(kitchen, kitchen.api.post('/start-cook', chicken()));
    expect(started).toMatchObject({ status: 200, body: { verified: true } });
    await kitchen.close();
  });
});

describe('A first state that is hours old', () => {
  it('is shown with its age, and taken for nothing newer', async () => {
    const kitchen = await startTestApp();
    kitchen.cooker.goOfflineSince(5 * 3_600_000);
    kitchen.cloud.lines.drop();
    await letPass(kitchen, 2_000);
    await untilStatus(kitchen, { device_online: false, stale: true });
    const { body } = await kitchen.api.get('/status');
    expect(body['reading_age_seconds']).toBeGreaterThanOrEqual(5 * 3_600);
    await kitchen.close();
  });
});

describe('Before the first list', () => {
  it('nothing is known, and that is said', async () => {
    const kitchen = await startTestApp({ connected: false, cloud: { token: 'anova-another' } });
    expect(await kitchen.api.get('/status')).toMatchObject({ status: 503 });
    await until(async () => (await kitchen.api.get('/status')).body['error'], 'ANOVA_TOKEN_REJECTED');
    expect(await kitchen.api.get('/devices')).toMatchObject({
      status: 503,
      body: { error: 'ANOVA_TOKEN_REJECTED' },
    });
    expect(await kitchen.api.get('/health')).toMatchObject({ status: 200 });
    expect(await kitchen.api.get('/health/ready')).toMatchObject({
      status: 503,
      body: { status: 'error', error: { cloud: { status: 'down', code: 'ANOVA_TOKEN_REJECTED' } } },
    });
    await kitchen.close();
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
  '{"command":"RESPONSE","requestId":"nobody","payload":{"status":"ok"}}',
  '{"command":"EVENT_SOMETHING_NEW","payload":{}}',
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
];

/** A state of the right shape in which everything is of the wrong type or missing. */
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
