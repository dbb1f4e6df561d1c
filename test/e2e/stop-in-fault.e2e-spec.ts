import { acknowledgedOnly, commandLost } from '../../src/simulator/behaviours.js';
import type { ApiResponse } from '../harness/api.js';
import { responseOf, chicken, letPass, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../harness/test-app.js';

const FAULTS = [
  ['lowWater', 'low-water'],
  ['waterLeak', 'water-leak'],
  ['highTemp', 'overheated'],
  ['motorStuck', 'motor-stuck'],
] as const;

describe('A stop of a cooker in a fault', () => {
  let testApp: TestApp;
  const open = async (options: TestAppOptions = {}) => {
    testApp = await startTestApp(options);
    expect(await responseOf(testApp, testApp.api.post('/start-cook', chicken()))).toMatchObject({
      status: 200,
    });
  };
  afterEach(() => testApp.close());

  const stop = (): Promise<ApiResponse> => responseOf(testApp, testApp.api.post('/stop-cook'));
  const newest = async () => ((await testApp.api.get('/cooks')).body['cooks'] as unknown[])[0];

  it.each(FAULTS)('is verified once a later state shows that nothing continues: %s', async (mode, fault) => {
    await open();
    testApp.cooker.raiseFault(mode);
    await untilStatus(testApp, { state: 'fault', fault });
    expect(await newest()).toMatchObject({ ended_at: null });
    const { status, body } = await stop();
    expect([status, body]).toMatchObject([200, { status: 'stopped', verified: true }]);
    expect(body['summary']).toMatch(/^Stopped\. .* The cooker reports a fault: \S/);
    expect(await newest()).toMatchObject({
      cook_id: body['cook_id'],
      outcome: 'stopped',
      ended_at: expect.any(String) as string,
    });
    await untilStatus(testApp, { state: 'fault', is_running: false, cook: null });
  });

  it.each(['a5', 'a7'])(
    'is verified when the heater of an %s has failed or the pot is empty',
    async (type) => {
      await open({ cookers: [{ type }] });
      if (type === 'a7') testApp.cooker.failHeater();
      else testApp.cooker.raiseFault('lowWater');
      await untilStatus(testApp, { state: 'fault' });
      expect(await stop()).toMatchObject({ status: 200, body: { verified: true } });
      expect(await newest()).toMatchObject({ outcome: 'stopped' });
    },
  );

  it('is not verified while the cooker continues the cook in its fault', async () => {
    await open();
    testApp.cooker.failHeater();
    await untilStatus(testApp, { state: 'fault', is_running: true });
    testApp.cloud.nextCommand(acknowledgedOnly);
    expect(await stop()).toMatchObject({ status: 202, body: { verified: false } });
    expect(await newest()).toMatchObject({ ended_at: null });
  });

  it('is not verified by a state from before the cloud accepted it', async () => {
    await open();
    testApp.cooker.raiseFault('lowWater');
    await untilStatus(testApp, { state: 'fault' });
    testApp.cloud.everyCommand(commandLost);
    expect(await stop()).toMatchObject({ status: 504 });
    await letPass(testApp, 4_000);
    expect(await newest()).toMatchObject({ ended_at: null });
  });
});
