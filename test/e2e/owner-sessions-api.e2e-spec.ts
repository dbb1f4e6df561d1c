import type { Json } from '../harness/api.js';
import { SCOPE_OF } from '../harness/routes.js';
import { SignedInOwner } from '../harness/signed-in-owner.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

/** Every route of the owner that changes something. */
const CHANGES = Object.entries(SCOPE_OF)
  .filter(([route, scope]) => scope === 'owner' && !route.startsWith('GET '))
  .map(([route]) => route);

describe('The sessions, for the owner', () => {
  let testApp: TestApp;
  let here: SignedInOwner;
  let there: SignedInOwner;
  beforeEach(async () => {
    testApp = await startTestApp();
    there = await SignedInOwner.at(testApp, 'Safari on iOS');
    here = await SignedInOwner.at(testApp);
  });
  afterEach(() => testApp.close());

  const list = async (who = here) => (await who.get<{ sessions: Json[] }>('/owner/sessions')).body.sessions;
  const end = (id: unknown) => here.send('DELETE', `/owner/sessions/${String(id)}`);
  const idOf = async (device: string) => (await list()).find((one) => one['device'] === device)!['id'];

  it('are listed with their browser, and this one is marked', async () => {
    const sessions = await list();
    expect(sessions.map(({ device, current }) => [device, current])).toEqual(
      expect.arrayContaining([
        ['Firefox on Linux', true],
        ['Safari on iOS', false],
      ]),
    );
    for (const { id } of sessions) expect(id).toMatch(/^[\da-f]{10}$/);
  });

  it('end from another browser, which is then signed out', async () => {
    expect(await end(await idOf('Safari on iOS'))).toMatchObject({ status: 200, body: { ended: 1 } });
    expect(await there.get('/owner/sessions')).toMatchObject({
      status: 401,
      body: { error: 'UNAUTHORIZED' },
    });
    expect(await list()).toHaveLength(1);
  });

  it('end in this browser, whose cookies are removed', async () => {
    const { status, headers } = await end(await idOf('Firefox on Linux'));
    expect(status).toBe(200);
    expect(headers.getSetCookie().map((line) => line.split(';')[0])).toEqual([
      'coddle-session=',
      'coddle-change=',
    ]);
    expect((await here.get('/owner/sessions')).status).toBe(401);
    expect(await list(there)).toHaveLength(1);
  });

  it.each(['0', 'a', '%20', 'unknown-session', '%00', '__proto__'])(
    'do not end by the id "%s"',
    async (id) => {
      expect((await end(id)).status).toBe(404);
      expect(await list()).toHaveLength(2);
    },
  );

  it('are needed with both cookies and the token for every change', async () => {
    for (const route of CHANGES) {
      const [method = '', path = ''] = route.replaceAll(/:\w+/g, 'unknown').split(' ');
      const refusedWith = async (headers: Record<string, string | undefined>) => {
        const { status, body } = await here.send(method, path, undefined, headers);
        return [route, status, body['error']];
      };
      const [readOnly, changeOnly] = here.cookie.split('; ');
      expect(await refusedWith({ 'x-csrf-token': undefined })).toEqual([route, 401, 'CSRF_TOKEN_INVALID']);
      expect(await refusedWith({ 'x-csrf-token': there.csrf })).toEqual([route, 401, 'CSRF_TOKEN_INVALID']);
      // What a request from another site brings along.
      for (const cookie of [readOnly, changeOnly, undefined])
        expect(
          await refusedWith({ cookie, 'x-forwarded-for': `198.51.100.${CHANGES.indexOf(route)}` }),
        ).toEqual([route, 401, 'UNAUTHORIZED']);
    }
  });

  it('let no page of another origin read or change anything', async () => {
    const origin = { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' };
    const { headers } = await here.send('OPTIONS', '/owner/keys/phone', undefined, origin);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    const read = await here.send('GET', '/owner/session', undefined, { origin: 'https://evil.example' });
    expect(read.headers.get('access-control-allow-origin')).toBeNull();
    expect(read.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});
