import { respondedThenClosed } from '../../src/simulator/behaviours.js';
import { listFrame } from '../harness/cooker-messages.js';
import { responseOf, chicken, letPass, sent, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../harness/test-app.js';
import { until } from '../harness/until.js';

/** The recorded behaviour of real cookers and their cloud, from the cooker to the response of the API. */
describe('A cooker', () => {
  let testApp: TestApp;
  const open = async (options: TestAppOptions = {}) => {
    testApp = await startTestApp(options);
    return testApp;
  };
  afterEach(() => testApp.close());

  const status = async () => (await testApp.api.get('/status')).body;
  const start = (known = {}) => responseOf(testApp, testApp.api.post('/start-cook', chicken(known)));
  const stop = () => responseOf(testApp, testApp.api.post('/stop-cook'));

  it('that monitors an ice bath is busy, has no cook and can be stopped', async () => {
    const { api, cooker } = await open();
    cooker.setWater(4);
    cooker.startIceBath();
    await untilStatus(testApp, { state: 'ice_bath', is_running: true, cook: null, safety: null });
    expect(await start()).toMatchObject({
      status: 409,
      body: { error: 'DEVICE_BUSY', message: expect.stringContaining('ice bath') as string },
    });
    expect((await api.get<{ cooks: object[] }>('/cooks')).body.cooks).toEqual([]);
    expect(await stop()).toMatchObject({ status: 200, body: { verified: true } });
    expect(sent(testApp)).toEqual(['CMD_APC_STOP']);
    expect(await start()).toMatchObject({ status: 200, body: { verified: true } });
  });

  it('that changes from our cook to an ice bath ends the cook', async () => {
    await open();
    const { body } = await start();
    testApp.cooker.startIceBath();
    await untilStatus(testApp, { state: 'ice_bath', cook: null });
    const cook = (await testApp.api.get(`/cooks/${String(body['cook_id'])}`)).body;
    expect(cook).toMatchObject({ state: 'ended', outcome: 'ended' });
  });

  it('that cooks in stages is done only after the last one, and says when it waits for a person', async () => {
    const { cooker, cloud } = await open();
    cooker.setWater(60);
    const stages = [
      { target: 60, seconds: 600 },
      { target: 60, seconds: 600 },
    ] as const;
    cooker.startStagesFromApp(stages, true);
    await untilStatus(testApp, { state: 'cooking', warnings: [] });
    cloud.skip(660_000);
    await until(async () => ((await status())['warnings'] as string[]).length, 1);
    expect(await status()).toMatchObject({
      state: 'cooking',
      is_running: true,
      warnings: [expect.stringContaining('confirm the next stage')],
      summary: expect.stringContaining('confirm the next stage') as string,
    });
    cooker.confirmStage();
    await untilStatus(testApp, { state: 'cooking', warnings: [], time_remaining_minutes: 10 });
    cloud.skip(660_000);
    await untilStatus(testApp, { state: 'done', warnings: [] });
  });

  it.each(['a7', 'pro'])('(%s) whose water runs low says so while the food can be saved', async (type) => {
    const { cooker } = await open({ cookers: [{ type }] });
    await start();
    cooker.warnOfLowWater();
    await until(async () => ((await status())['warnings'] as string[]).length, 1);
    const {
      warnings,
      safety,
      summary,
      fault,
      is_running: runs,
    } = (await status()) as {
      warnings: string[];
      safety: { warnings: string[] };
      summary: string;
      fault: string | null;
      is_running: boolean;
    };
    expect(warnings[0]).toMatch(/^The water is low: fill it up now/);
    expect(safety.warnings[0]).toBe(warnings[0]);
    expect(summary).toContain(warnings[0]);
    expect([fault, runs]).toEqual([null, true]);
  });

  it('of type honey-badger is started, read and stopped', async () => {
    await open({ cookers: [{ type: 'honey-badger' }] });
    expect(await start()).toMatchObject({ status: 200, body: { verified: true } });
    await untilStatus(testApp, { state: 'preheating', target_temp_celsius: 65 });
    expect(await stop()).toMatchObject({ status: 200, body: { verified: true } });
  });

  it('that reports START_COOK after power-up does not count as idle until it says so', async () => {
    const { cooker } = await open({ cookers: [{ type: 'pro' }] });
    cooker.unplug();
    cooker.plugIn();
    await untilStatus(testApp, { state: 'unknown' });
    expect(await start()).toMatchObject({ status: 409, body: { error: 'DEVICE_BUSY' } });
    await letPass(testApp, 6_000);
    await untilStatus(testApp, { state: 'idle' });
  });

  it('whose setpoint is changed in the app keeps the same cook', async () => {
    const { cooker } = await open();
    cooker.setWater(65);
    const { body } = await start();
    cooker.changeTarget(70);
    await untilStatus(testApp, { target_temp_celsius: 70 });
    expect(await status()).toMatchObject({ cook: { cook_id: body['cook_id'], started_by: 'coddle' } });
  });

  it('that was started with the buttons is shown with its timer', async () => {
    const { cooker } = await open();
    cooker.setWater(60);
    cooker.startAtDevice(60, 20);
    await untilStatus(testApp, { state: 'cooking', time_remaining_minutes: 20 });
    expect(await status()).toMatchObject({ cook: { started_by: 'device' } });
  });

  it('whose cloud closes after every response is started and stopped, each verified, and reconnected at once', async () => {
    const { cloud, clock, logs } = await open();
    cloud.everyCommand(respondedThenClosed);
    const at = clock.monotonic();
    const before = cloud.admission.welcomed;
    expect(await start()).toMatchObject({ status: 200, body: { verified: true } });
    await until(() => cloud.admission.welcomed, before + 1);
    expect(await stop()).toMatchObject({ status: 200, body: { verified: true } });
    await until(() => cloud.admission.welcomed, before + 2);
    expect(clock.monotonic() - at).toBeLessThan(20_000);
    expect(logs.filter((line) => line.includes('No connection to'))).toEqual([]);
    await untilStatus(testApp, { device_online: true, state: 'idle' });
  });

  it('of a large account is found among fifty, and errors name ten', async () => {
    const { api, cloud } = await open({ environment: { deviceId: 'mine' }, cookers: [{ id: 'mine' }] });
    const crowd = Array.from({ length: 12_000 }, (_, index) => ({ cookerId: `crowd ${index}`, type: 'a7' }));
    cloud.connections.send(listFrame(...crowd, { cookerId: 'mine', type: 'a7' }));
    const count = async () => (await api.get<{ devices: object[] }>('/devices')).body.devices.length;
    await until(count, 50);
    for (const { cookerId } of crowd.slice(0, 3_000)) {
      const payload = { cookerId: `more ${cookerId}`, type: 'a7' };
      cloud.connections.send(JSON.stringify({ command: 'EVENT_APC_WIFI_ADDED', payload }));
    }
    cloud.cooker.setWater(13);
    await untilStatus(testApp, { device_id: 'mine', state: 'idle', current_temp_celsius: 13 });
    expect(await start()).toMatchObject({ status: 200, body: { device_id: 'mine', verified: true } });
    expect(await count()).toBe(50);
    const unknown = await start({ device_id: 'unknown', request_id: 'another' });
    expect(unknown).toMatchObject({ status: 404, body: { error: 'DEVICE_NOT_FOUND' } });
    expect((unknown.body['details'] as { devices: object[] }).devices).toHaveLength(10);
  });

  it('stays available after three oversized frames in a row', async () => {
    const { cloud } = await open();
    cloud.withholdGreeting();
    for (let round = 0; round < 4; round++) {
      const connectionsBefore = cloud.admission.welcomed;
      cloud.connections.sendHugeFrame();
      await untilStatus(testApp, { device_online: false });
      for (
        let passed = 0;
        passed < 20_000 && cloud.admission.welcomed === connectionsBefore;
        passed += 1_000
      ) {
        await letPass(testApp, 1_000);
      }
      await until(() => cloud.connections.count, 1);
    }
    const ready = await testApp.api.get<{ error?: { cloud?: { code?: string } } }>('/health/ready');
    expect(ready.body.error?.cloud?.code).not.toBe('ANOVA_TOKEN_REJECTED');
  });
});
