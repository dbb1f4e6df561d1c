import { acknowledgedOnly, commandLost } from '../src/simulator/behaviours.js';
import type { Answer } from './harness/api.js';
import { answered, chicken, letPass, untilStatus } from './harness/journey.js';
import { startTestApp, type Kitchen, type KitchenOptions } from './harness/test-app.js';

const FAULTS = [
  ['lowWater', 'low-water'],
  ['waterLeak', 'water-leak'],
  ['highTemp', 'overheated'],
  ['motorStuck', 'motor-stuck'],
] as const;

describe('A stop of a cooker in a fault', () => {
  let kitchen: Kitchen;
  const open = async (options: KitchenOptions = {}) => {
    kitchen = await startTestApp(options);
    expect(await answered(kitchen, kitchen.api.post('/start-cook', chicken()))).toMatchObject({
      status: 200,
    });
  };
  afterEach(() => kitchen.close());

  const stop = (): Promise<Answer> => answered(kitchen, kitchen.api.post('/stop-cook'));
  const newest = async () => ((await kitchen.api.get('/cooks')).body['cooks'] as unknown[])[0];

  it.each(FAULTS)('is verified once a state after it shows that nothing goes on: %s', async (mode, fault) => {
    await open();
    kitchen.cooker.raiseFault(mode);
    await untilStatus(kitchen, { state: 'fault', fault });
    expect(await newest()).toMatchObject({ ended_at: null });
    const { status, body } = await stop();
    expect([status, body]).toMatchObject([200, { status: 'stopped', verified: true }]);
    expect(body['summary']).toMatch(/^Stopped\. .* The cooker reports a fault: \S/);
    expect(await newest()).toMatchObject({
      cook_id: body['cook_id'],
      outcome: 'stopped',
      ended_at: expect.any(String) as string,
    });
    await untilStatus(kitchen, { state: 'fault', is_running: false, cook: null });
  });

  it.each(['a5', 'a7'])(
    'is verified where the heater of an %s has failed or the pot is empty',
    async (type) => {
      await open({ cookers: [{ type }] });
      if (type === 'a7') kitchen.cooker.failHeater();
      else kitchen.cooker.raiseFault('lowWater');
      await untilStatus(kitchen, { state: 'fault' });
      expect(await stop()).toMatchObject({ status: 200, body: { verified: true } });
      expect(await newest()).toMatchObject({ outcome: 'stopped' });
    },
  );

  it('is not verified while the cooker goes on with the cook in its fault', async () => {
    await open();
    kitchen.cooker.failHeater();
    await untilStatus(kitchen, { state: 'fault', is_running: true });
    kitchen.cloud.nextCommand(acknowledgedOnly);
    expect(await stop()).toMatchObject({ status: 202, body: { verified: false } });
    expect(await newest()).toMatchObject({ ended_at: null });
  });

  it('is not verified by a state from before the cloud accepted it', async () => {
    await open();
    kitchen.cooker.raiseFault('lowWater');
    await untilStatus(kitchen, { state: 'fault' });
    kitchen.cloud.everyCommand(commandLost);
    expect(await stop()).toMatchObject({ status: 504 });
    await letPass(kitchen, 4_000);
    expect(await newest()).toMatchObject({ ended_at: null });
  });
});
