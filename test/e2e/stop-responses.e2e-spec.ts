import { commandLost, refused } from '../../src/simulator/behaviours.js';
import type { ApiResponse } from '../harness/api.js';
import { responseOf, chicken, letPass, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../harness/test-app.js';
import { CELLAR, FIRST_COOKER, TwoCookers } from '../harness/two-cookers.js';

const BY_HAND = 'Stop the cooker by hand: hold its button or unplug it.';
const UNKNOWN_DEVICE = 'No cooker has the device_id or the name "nope", so it was left out.';

describe('A stop without effect', () => {
  let testApp: TestApp;
  const open = async (options: TestAppOptions = {}) => (testApp = await startTestApp(options));
  afterEach(() => testApp.close());

  const stop = (body?: unknown): Promise<ApiResponse> =>
    responseOf(testApp, testApp.api.post('/stop-cook', body));
  const begin = () => responseOf(testApp, testApp.api.post('/start-cook', chicken()));

  it.each([
    [{ device_id: 'nope' }, [UNKNOWN_DEVICE]],
    [{ cook_id: 'abc' }, ['No cook with the cook_id "abc" is on, so it was left out.']],
    [{ device_id: 'nope', cook: 1 }, [expect.stringContaining('"cook"'), UNKNOWN_DEVICE]],
    ['{', [expect.any(String)]],
  ])('says what it ignored when nothing was on: %j', async (body, warnings) => {
    await open({ cookers: [{ name: 'Kitchen' }] });
    const { status, body: response } = await stop(body);
    expect([status, response['error'], response['message']]).toEqual([
      404,
      'NO_ACTIVE_COOK',
      'Nothing is cooking on Kitchen.',
    ]);
    expect(response['details']).toEqual({ warnings });
  });

  it('has no warnings without a reason', async () => {
    await open();
    expect((await stop()).body['details']).toBeUndefined();
  });

  it('says what it ignored when several cookers run', async () => {
    const two = await TwoCookers.open();
    testApp = two.testApp;
    await two.start(FIRST_COOKER);
    await two.start(CELLAR);
    expect(await two.stop({ device_id: 'nope' })).toMatchObject({
      status: 409,
      body: { error: 'DEVICE_AMBIGUOUS', details: { field: 'device_id', warnings: [UNKNOWN_DEVICE] } },
    });
  });

  it('says first that it was not sent while the cloud is unreachable, and what it ignored', async () => {
    await open();
    await begin();
    await testApp.cloud.goAway();
    await untilStatus(testApp, { device_online: false });
    expect(await stop({ device_id: 'nope' })).toMatchObject({
      status: 503,
      body: {
        error: 'CLOUD_UNAVAILABLE',
        message: `The stop was not sent. ${BY_HAND} Anova's cloud cannot be reached right now.`,
        details: { warnings: [UNKNOWN_DEVICE] },
      },
    });
  });

  it('says first that it was not sent while the token is refused', async () => {
    await open({ environment: { personalAccessToken: 'anova-another' }, connected: false });
    await letPass(testApp, 15_000);
    const { status, body } = await stop('{');
    expect([status, body['error']]).toEqual([503, 'ANOVA_TOKEN_REJECTED']);
    expect(body['message']).toMatch(`The stop was not sent. ${BY_HAND} Anova refuses the Personal Access`);
    expect(body['details']).toEqual({ warnings: [expect.any(String)] });
  });

  it('says first that it was not sent when the account has no cooker', async () => {
    await open({ cookers: [] });
    const { status, body } = await stop({ device_id: 'nope' });
    expect([status, body['error']]).toEqual([503, 'NO_DEVICE']);
    expect(body['message']).toMatch(`The stop was not sent. ${BY_HAND} The Anova account lists no cooker.`);
  });

  it('says what it ignored when no response arrived', async () => {
    await open();
    await begin();
    testApp.cloud.everyCommand(commandLost);
    expect(await stop({ device_id: 'nope' })).toMatchObject({
      status: 504,
      body: { details: { outcome: 'unknown', warnings: [UNKNOWN_DEVICE] } },
    });
  });

  it('never says that it was not sent once it was', async () => {
    await open();
    await begin();
    testApp.cloud.everyCommand(commandLost);
    const request = testApp.api.post('/stop-cook');
    await letPass(testApp, 2_000);
    await testApp.cloud.goAway();
    expect(await responseOf(testApp, request)).toMatchObject({
      status: 504,
      body: { error: 'COMMAND_UNCONFIRMED', message: expect.stringContaining('was sent') as string },
    });
  });

  it('says what helps when the cloud refuses it', async () => {
    await open();
    await begin();
    testApp.cloud.everyCommand(refused());
    expect(await stop({ device_id: 'nope' })).toMatchObject({
      status: 502,
      body: {
        message: `Anova's cloud refused the stop. ${BY_HAND} The reason is in the server's log.`,
        details: { warnings: [UNKNOWN_DEVICE] },
      },
    });
  });
});
