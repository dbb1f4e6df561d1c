import { responseOf, chicken, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../harness/test-app.js';
import { until } from '../harness/until.js';

describe('The cookers of an account', () => {
  let testApp: TestApp;
  const open = async (options: TestAppOptions = {}) => {
    testApp = await startTestApp(options);
    return testApp;
  };
  afterEach(() => testApp.close());

  const start = (known = {}) => responseOf(testApp, testApp.api.post('/start-cook', chicken(known)));

  it('must be named when there are several', async () => {
    const { api, cloud } = await open({
      cookers: [
        { id: 'KitchenCooker000000001', name: 'Kitchen' },
        { id: 'CellarCooker0000000001', name: 'Cellar' },
      ],
    });
    expect(await start()).toMatchObject({
      status: 409,
      body: {
        error: 'DEVICE_AMBIGUOUS',
        details: { devices: [{ name: 'Kitchen' }, { name: 'Cellar' }] },
      },
    });
    expect(await api.get('/status')).toMatchObject({ status: 409, body: { error: 'DEVICE_AMBIGUOUS' } });

    const started = await start({ device_id: 'CellarCooker0000000001' });
    expect(started).toMatchObject({ status: 200, body: { device_name: 'Cellar' } });
    expect(cloud.received.at(-1)?.payload).toMatchObject({ cookerId: 'CellarCooker0000000001' });
    expect((await api.get('/status?device_id=KitchenCooker000000001')).body).toMatchObject({ state: 'idle' });
    expect(await api.post('/stop-cook')).toMatchObject({
      status: 200,
      body: { device_id: 'CellarCooker0000000001' },
    });
  });

  it('are chosen by the setting', async () => {
    await open({
      cookers: [{ id: 'KitchenCooker000000001' }, { id: 'CellarCooker0000000001' }],
      environment: { deviceId: 'CellarCooker0000000001' },
    });
    expect(await start()).toMatchObject({ status: 200, body: { device_id: 'CellarCooker0000000001' } });
  });

  it('of unknown kinds are listed and not started', async () => {
    const { api, cloud } = await open({
      cookers: [{}, { id: 'anova f56-0001', type: 'a3' }, { id: 'FutureCooker0000000001', type: 'z9' }],
    });
    const { body } = await api.get<{ devices: { type: string; supported: boolean }[] }>('/devices');
    expect(body.devices.map(({ type, supported }) => [type, supported])).toEqual([
      ['a7', true],
      ['a3', false],
      ['z9', false],
    ]);
    expect(await start({ device_id: 'anova f56-0001' })).toMatchObject({
      status: 409,
      body: { error: 'DEVICE_UNSUPPORTED' },
    });
    expect(await start()).toMatchObject({ status: 200, body: { device_id: cloud.cooker.id } });
  });

  it('may be none, which has an error of its own', async () => {
    const { api } = await open({ cookers: [] });
    expect(await start()).toMatchObject({ status: 503, body: { error: 'NO_DEVICE' } });
    expect(await api.get('/devices')).toMatchObject({ status: 200, body: { devices: [] } });
    expect(await api.get('/health/ready')).toMatchObject({
      status: 503,
      body: { error: { cooker: { status: 'down' } } },
    });
  });

  it('appear and disappear', async () => {
    const { api, cloud } = await open();
    const other = cloud.pair({ id: 'CellarCooker0000000001' });
    const count = async () => (await api.get<{ devices: object[] }>('/devices')).body.devices.length;
    await until(count, 2);
    cloud.unpair(other);
    await until(count, 1);
    expect(await start({ device_id: other.id })).toMatchObject({
      status: 404,
      body: { error: 'DEVICE_NOT_FOUND' },
    });
  });

  it.each(['a4', 'a5', 'pro'])(
    'of the second generation (%s) are started, read and stopped',
    async (type) => {
      const { api, cloud } = await open({ cookers: [{ type }] });
      expect(await start()).toMatchObject({ status: 200, body: { verified: true } });
      await untilStatus(testApp, { state: 'preheating', time_remaining_minutes: 90, device_type: type });
      cloud.skip(60 * 60_000);
      await untilStatus(testApp, { state: 'cooking', timer: 'running' });
      cloud.skip(120 * 60_000);
      await untilStatus(testApp, { state: 'done', time_remaining_minutes: 0 });
      expect(await api.post('/stop-cook')).toMatchObject({ status: 200, body: { verified: true } });
    },
  );

  it('keep within the ceiling of their model', async () => {
    await open({ cookers: [{ type: 'pro' }] });
    expect(await start({ food_type: 'carrots', temperature_celsius: 93 })).toMatchObject({
      status: 400,
      body: { error: 'TEMPERATURE_TOO_HIGH', details: { maximum: 92 } },
    });
  });

  it.each([
    ['in the app', (cooker: TestApp['cooker']) => cooker.startFromApp(50, 60), 'app'],
    ['at the cooker', (cooker: TestApp['cooker']) => cooker.startAtDevice(50, 60), 'device'],
  ])('show a cook that was started %s, assessed and not corrected', async (_case, begin, by) => {
    const { api, cooker, cloud } = await open();
    begin(cooker);
    await untilStatus(testApp, { is_running: true, target_temp_celsius: 50 });
    expect((await api.get('/status')).body).toMatchObject({
      cook: { started_by: by },
      safety: {
        allowed: false,
        warnings: expect.arrayContaining([expect.stringContaining('60 °C')]) as string[],
      },
    });
    expect(await start()).toMatchObject({
      status: 409,
      body: { error: 'DEVICE_BUSY', details: { started_by: by, target_temp_celsius: 50 } },
    });
    expect(cloud.received).toEqual([]);
  });

  it('show that the setpoint of our own cook was lowered', async () => {
    const { api, cooker } = await open();
    await start();
    cooker.changeTarget(50);
    await untilStatus(testApp, { target_temp_celsius: 50 });
    expect((await api.get('/status')).body).toMatchObject({
      cook: { started_by: 'coddle' },
      safety: {
        allowed: false,
        warnings: expect.arrayContaining([expect.stringContaining('57 °C')]) as string[],
      },
    });
  });

  it('show a cook without a timer as held', async () => {
    const { cooker } = await open({ cookers: [{ water: 65 }] });
    cooker.startAtDevice(65, 0);
    await untilStatus(testApp, {
      state: 'holding',
      is_running: true,
      time_remaining_minutes: null,
      time_elapsed_minutes: null,
      expected_end: null,
    });
  });

  it.each([
    ['lowWater', 'low-water'],
    ['waterLeak', 'water-leak'],
    ['highTemp', 'overheated'],
    ['motorStuck', 'motor-stuck'],
  ] as const)('report %s as a fault and are not started in it', async (mode, fault) => {
    const { api, cooker } = await open();
    cooker.raiseFault(mode);
    await untilStatus(testApp, { state: 'fault', fault, is_running: false });
    expect(await start()).toMatchObject({ status: 409, body: { error: 'DEVICE_FAULT', details: { fault } } });
    expect(await api.get('/health/ready')).toMatchObject({
      status: 503,
      body: { error: { cooker: { status: 'down' } } },
    });
  });

  it('report a failed heater', async () => {
    const { cooker } = await open();
    await start();
    cooker.failHeater();
    await untilStatus(testApp, { state: 'fault', fault: 'heater-failed' });
  });

  it('never let the remaining time rise when their timer restarts', async () => {
    const { api, cooker, cloud } = await open({ cookers: [{ water: 65 }] });
    await start();
    cloud.skip(30 * 60_000);
    const remaining = async () => (await api.get('/status')).body['time_remaining_minutes'] as number;
    await until(async () => (await remaining()) <= 61, true);
    const before = await remaining();
    cooker.restartTimer();
    cooker.skewClock(-3_600_000);
    cloud.skip(60_000);
    await untilStatus(testApp, { is_running: true });
    expect(await remaining()).toBeLessThanOrEqual(before);
  });

  it('exclude ovens', async () => {
    const { api } = await open({ cloud: { ovens: [{}] as never, ovensUnasked: true } });
    expect((await api.get('/devices')).body['devices']).toHaveLength(1);
  });
});
