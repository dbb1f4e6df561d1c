import { ThermoworksApp } from '../../harness/thermoworks-app.js';
import {
  connectionCut,
  htmlPage,
  noResponse,
  tooManyRequests,
  unauthorized,
  unavailable,
} from '../../../src/simulator/rest-cloud/rest-faults.js';

describe('The cloud of ThermoWorks', () => {
  let app: ThermoworksApp;
  beforeEach(async () => {
    app = await ThermoworksApp.start();
    await app.untilProbe({ temperature_celsius: 37 });
  });
  afterEach(async () => {
    app.expectNoSecrets();
    await app.close();
  });

  /** The first probe shows a new value. */
  const goesOn = async () => {
    app.cloud.device.measure(app.now, 104);
    await app.untilProbe({ temperature_celsius: 40, state: 'ok' }, '1', 600_000);
    await app.untilAccount('connected');
  };

  it('that refuses one request is signed in to anew once', async () => {
    const refreshed = app.requests('securetoken');
    app.cloud.rest.nextRequest(unauthorized);
    await goesOn();
    expect(app.requests('securetoken')).toBe(refreshed + 1);
  });

  it.each([
    ['a page instead of data', htmlPage()],
    ['a page with a fault', htmlPage(502)],
    ['503', unavailable],
    ['a connection that is cut', connectionCut],
    ['no response', noResponse],
  ])(
    'is unreachable with %s, the readings grow old, and it goes on after it',
    async (_, fault) => {
      app.cloud.rest.everyRequest(fault);
      await app.untilAccount('unreachable', 120_000);
      await app.pass(120_000);
      expect((await app.probe())?.reading_age_seconds).toBeGreaterThan(100);
      expect((await app.testApp.api.get('/status')).status).toBe(200);
      app.cloud.rest.everyRequest(undefined);
      await goesOn();
    },
    30_000,
  );

  it('that asks for a pause of 10 minutes gets no request for that time', async () => {
    app.cloud.rest.nextRequest(tooManyRequests(600));
    await app.untilAccount('rate_limited');
    const before = app.requests();
    await app.pass(595_000);
    expect(app.requests()).toBe(before);
    await goesOn();
  }, 30_000);

  it('gets no request for a minute where it asks for a pause and does not say how long', async () => {
    app.cloud.rest.nextRequest(tooManyRequests());
    await app.untilAccount('rate_limited');
    const before = app.requests();
    await app.pass(55_000);
    expect(app.requests()).toBe(before);
    await goesOn();
  });

  it('needs a new sign-in once the password is another, and is tried every 15 minutes at most', async () => {
    app.cloud.signIn.changePassword('another-password');
    app.cloud.signIn.expire();
    await app.untilAccount('needs_sign_in');
    expect(app.account?.problem).toContain('coddle thermometers sign-in thermoworks');
    const before = app.requests('securetoken');
    await app.pass(880_000);
    expect(app.requests('securetoken')).toBe(before);
    await app.pass(30_000);
    expect(app.requests('securetoken')).toBe(before + 1);

    app.cloud.signIn.signIn({
      email: 'someone@example.org',
      password: 'another-password',
      returnSecureToken: true,
    });
    app.signIn();
    await goesOn();
  }, 60_000);

  it('needs a new sign-in once the account is removed; the probes are kept and get old', async () => {
    app.cloud.removeAccount();
    await app.untilAccount('needs_sign_in');
    await app.pass(600_000);
    expect(await app.probe()).toMatchObject({ stale: true, state: 'lost' });
    expect((await app.testApp.api.get('/status')).status).toBe(200);
  }, 30_000);

  it('is not needed for its thermometers to be listed: a device that is gone from it is lost', async () => {
    app.cloud.devices = [];
    await app.untilProbe({ state: 'lost' }, '1', 120_000);
    await app.untilAccount('connected');
  });

  it('withdraws a refresh token once its successor is used, which is on the disk by then', async () => {
    const before = app.cloud.signIn.refreshToken;
    app.cloud.signIn.expire();
    app.cloud.rest.nextRequest(unauthorized);
    // The refresh is responded to, and nothing after it: the server ends while it waits.
    await app.passUntil(() => app.cloud.signIn.refreshToken !== before);
    app.cloud.rest.everyRequest(noResponse);
    await app.crash();
    app.cloud.rest.everyRequest(undefined);
    await goesOn();
  });

  it('still knows a refresh token whose successor was never received', async () => {
    const { signIn } = app.cloud;
    signIn.expire();
    signIn.refresh({ grant_type: 'refresh_token', refresh_token: signIn.refreshToken });
    await goesOn();
  });
});
