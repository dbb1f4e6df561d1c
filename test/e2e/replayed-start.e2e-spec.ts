import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../harness/api.js';
import { responseOf, chicken, letPass, sent, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

describe('The response to a repeated start', () => {
  let testApp: TestApp;
  beforeEach(async () => (testApp = await startTestApp({ cookers: [{ water: 65 }] })));
  afterEach(() => testApp.close());

  const start = async (): Promise<Json> => {
    const { status, body } = await responseOf(
      testApp,
      testApp.api.post('/start-cook', chicken({ request_id: 'dinner' })),
    );
    expect(status).toBe(200);
    return body;
  };
  const starts = () => sent(testApp).filter((command) => command === 'CMD_APC_START').length;

  it('equals the first one while nothing has changed', async () => {
    const first = await start();
    const again = await start();
    expect(again).toMatchObject({ target_temp_celsius: 65, time_minutes: 90, replayed: true });
    expect(again['safety']).toMatchObject({ allowed: true, verdict: 'pasteurized' });
    expect(again['safety']).toMatchObject({
      assumptions: (first['safety'] as Json)['assumptions'] as string[],
    });
  });

  it('has the setpoint that was changed meanwhile, with its verdict', async () => {
    await start();
    testApp.cooker.changeTarget(40);
    await untilStatus(testApp, { target_temp_celsius: 40 });
    const again = await start();
    expect(again).toMatchObject({
      status: 'started',
      target_temp_celsius: 40,
      summary: expect.stringContaining('40 °C') as string,
      safety: {
        allowed: false,
        verdict: 'rejected',
        violations: expect.arrayContaining([
          expect.objectContaining({ error: 'POULTRY_TEMP_UNSAFE' }),
        ]) as Json[],
      },
    });
    // Both are of the present, which goes on between two requests.
    await until(async () => {
      const { warnings } = (await start())['safety'] as { warnings: string[] };
      const live = (await testApp.api.get('/status')).body['safety'] as { warnings: string[] };
      return (
        live.warnings.length > 0 && isDeepStrictEqual(warnings.slice(0, live.warnings.length), live.warnings)
      );
    }, true);
  });

  it('has the time that was changed meanwhile', async () => {
    await start();
    testApp.cooker.changeTimer(5);
    await untilStatus(testApp, { time_remaining_minutes: 5 });
    expect(await start()).toMatchObject({ time_minutes: 5 });
  });

  it('never allows food whose summary says to throw it away', async () => {
    await start();
    await letPass(testApp, 4_000);
    await testApp.cloud.goAway();
    await untilStatus(testApp, { device_online: false });
    testApp.cooker.failHeater();
    testApp.cooker.setWater(30);
    await testApp.clock.elapse(5 * 3600_000);
    await testApp.cloud.comeBack();
    await letPass(testApp, 90_000);
    const again = await start();
    expect(again['summary']).toMatch(/^Throw the food away/);
    expect(again['safety']).toMatchObject({
      allowed: false,
      verdict: 'rejected',
      warnings: expect.arrayContaining([expect.stringMatching(/^Throw the food away/)]) as string[],
    });
    expect(starts()).toBe(1);
  });
});
