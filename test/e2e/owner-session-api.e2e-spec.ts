import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { OwnerSessions } from '../../src/auth/owner/owner-sessions.js';
import { SignedInOwner } from '../harness/signed-in-owner.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

describe('GET /owner/session', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
  });
  afterEach(() => testApp.close());

  const signedOut = { password_set: false, signed_in: false, csrf_token: null };
  const sessionOf = async (headers = {}) =>
    (await testApp.api.get('/owner/session', { authorization: undefined, ...headers })).body;

  it('says that the browser is signed out, and that no password is set', async () => {
    const { version, ...rest } = await sessionOf();
    expect(rest).toEqual({ ...signedOut, simulated: true, simulated_speed: null });
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('says how fast the time of the demo runs', async () => {
    const demo = await startTestApp({ simulatedSpeed: 90 });
    const { body } = await demo.api.get('/owner/session');
    await demo.close();
    expect(body).toMatchObject({ simulated: true, simulated_speed: 90 });
  });

  it('says that a password is set', async () => {
    await testApp.app.get(OwnerPassword, { strict: false }).set('four words to remember');
    expect(await sessionOf()).toMatchObject({ ...signedOut, password_set: true });
  });

  it.each(['coddle-session=', 'coddle-session=wrong', 'coddle-change=wrong', ';;=;', 'coddle-session'])(
    'is open to a browser with the cookies "%s"',
    async (cookie) => {
      expect(await sessionOf({ cookie })).toMatchObject(signedOut);
    },
  );

  it('does not take a key for a session', async () => {
    expect((await testApp.api.get('/owner/session')).body).toMatchObject(signedOut);
  });

  it('renews the token with which the session changes something', async () => {
    const owner = await SignedInOwner.at(testApp);
    const stop = (token: string | undefined) =>
      owner.send('POST', '/stop-cook', {}, { 'x-csrf-token': token });
    for (const token of [undefined, '', 'of an earlier session'])
      expect(await stop(token)).toMatchObject({ status: 401, body: { error: 'CSRF_TOKEN_INVALID' } });
    const { csrf_token: token } = await sessionOf({ cookie: owner.cookie });
    expect((await stop(String(token))).status).toBe(404);
  });

  it('takes a browser that has lost one of the cookies for signed out', async () => {
    const owner = await SignedInOwner.at(testApp);
    const [half] = owner.cookie.split('; ');
    expect(await sessionOf({ cookie: half })).toMatchObject({ signed_in: false, csrf_token: null });
    const headers = { cookie: half!, 'x-csrf-token': owner.csrf };
    expect(await owner.send('POST', '/stop-cook', {}, headers)).toMatchObject({
      status: 401,
      body: { error: 'UNAUTHORIZED' },
    });
  });

  it('lets no cache keep what the owner is shown', async () => {
    const owner = await SignedInOwner.at(testApp);
    const paths = ['/owner/session', '/owner/keys', '/status', '/cooks', '/cooks/none'];
    for (const path of paths) {
      const { headers } = await owner.get(path);
      expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
    }
    const { headers } = await owner.send('HEAD', '/live');
    expect(headers.get('cache-control')).toBe('no-store, no-transform');
  });

  it('says that a session has ended in another tab', async () => {
    const owner = await SignedInOwner.at(testApp);
    await testApp.app.get(OwnerSessions, { strict: false }).endAll();
    expect(await sessionOf({ cookie: owner.cookie })).toMatchObject(signedOut);
    for (const send of [owner.get('/owner/approvals'), owner.post('/owner/approvals/x/deny')])
      expect(await send).toMatchObject({ status: 401, body: { error: 'UNAUTHORIZED' } });
  });

  it('says that the cooker is real where the cloud is elsewhere', async () => {
    const real = await startTestApp({
      environment: { anovaWebsocketUrl: 'wss://cloud.invalid' },
      connected: false,
    });
    const { body } = await real.api.get('/owner/session');
    await real.close();
    expect(body).toMatchObject({ simulated: false });
  });
});
