import type { Json } from '../harness/api.js';
import { chicken, sent } from '../harness/journey.js';
import { API_KEY, startTestApp, type TestApp } from '../harness/test-app.js';
import { exchange, requestText } from '../harness/raw-http.js';
import { routeHandlers } from '../harness/route-handlers.js';
import {
  GUARDED,
  OAUTH_ROUTES,
  OPEN,
  OWNER_PAGES,
  PAGE_FILES,
  PAGES,
  registered,
  SESSION_STATE,
} from '../harness/routes.js';

/** Swagger UI returns 404 here: the licence of its package is not ours. */
const HIDDEN = 'GET /docs/LICENSE';

const UNAUTHORIZED = {
  error: 'UNAUTHORIZED',
  message: 'This call needs the API key of this server, as the header "Authorization: Bearer <key>".',
  request_id: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/) as string,
};

/** Only clients of MCP get a token from this server, so only they are shown where. */
const challengeOf = (route: string): RegExp =>
  route === 'POST /mcp' ? /^Bearer resource_metadata=/ : /^Bearer$/;

describe('The routes', () => {
  let testApp: TestApp;
  beforeAll(async () => {
    testApp = await startTestApp();
  });
  afterAll(() => testApp.close());

  let last = 0;
  // Each from another client, because a single one would soon reach the limit of wrong keys.
  const another = () => `198.51.100.${(last += 1)}`;
  const request = (route: string, headers: Record<string, string | undefined>) => {
    const parts = route.split(' ') as [string, string];
    return testApp.api.send(...parts, undefined, { 'x-forwarded-for': another(), ...headers });
  };

  it('are these and no others', () => {
    const listed = [
      ...GUARDED,
      ...OPEN,
      ...SESSION_STATE,
      ...PAGE_FILES,
      ...OWNER_PAGES,
      ...OAUTH_ROUTES,
      ...PAGES,
      HIDDEN,
    ];
    const found = registered(testApp);
    const unlisted = found.filter((route) => !listed.includes(route));
    const hint = 'Add to test/harness/routes.ts, in SCOPE_OF with its scope, or in OPEN if it needs no key: ';
    expect(unlisted.map((route) => hint + route)).toEqual([]);
    expect(found.toSorted()).toEqual(listed.toSorted());
  });

  it('are each a method of a controller, closed unless marked as public', () => {
    const known = routeHandlers(testApp);
    expect(known).toHaveLength(
      [...GUARDED, ...OPEN, ...SESSION_STATE, ...PAGE_FILES, ...OWNER_PAGES, ...OAUTH_ROUTES].length,
    );
    expect([...new Set(known.filter(({ isOpen }) => isOpen).map(({ name }) => name))].toSorted()).toEqual([
      'ApprovalPagesController.approve',
      'ApprovalPagesController.deny',
      'ApprovalPagesController.show',
      'ClientsController.revoke',
      'ClientsController.show',
      'ConsentController.decide',
      'ConsentController.show',
      'DiscoveryController.openId',
      'DiscoveryController.preflight',
      'DiscoveryController.resource',
      'DiscoveryController.server',
      'DocumentsController.actions',
      'DocumentsController.openApi',
      'DocumentsController.privacy',
      'HealthController.live',
      'HealthController.ready',
      'OAuthController.authorize',
      'OAuthController.keys',
      'OAuthController.preflight',
      'OAuthController.preflightOfKeys',
      'OAuthController.register',
      'OAuthController.resume',
      'OAuthController.revoke',
      'OAuthController.token',
      'OwnerController.revoke',
      'OwnerController.setPassword',
      'OwnerController.show',
      'OwnerController.showPassword',
      'OwnerController.signOut',
      'PageController.asset',
      'PageController.icon',
      'PageController.manifest',
      'PageController.serviceWorker',
      'PageController.show',
      'SessionStateController.show',
      'SignInController.showLink',
      'SignInController.showSignIn',
      'SignInController.style',
      'SignInController.takePassword',
      'SignInController.useLink',
    ]);
  });

  it.each(OPEN.concat(PAGES))('are public where they may be: %s', async (route) => {
    for (const authorization of [undefined, 'Bearer wrong', `Bearer ${API_KEY}`])
      expect((await request(route, { authorization })).status).toBe(200);
  });

  it('serve the files of Swagger UI under /docs, and nothing above them', async () => {
    expect((await testApp.api.get('/docs/swagger-ui.css', { authorization: undefined })).status).toBe(200);
    expect(await request(HIDDEN, {})).toMatchObject({ status: 404, body: { error: 'NOT_FOUND' } });
    for (const path of [
      '/docs/../package.json',
      '/docs/..%2f..%2fpackage.json',
      '/docs/%2e%2e/README.md',
      '/docs/%00',
    ]) {
      const { status, text } = await exchange(testApp.url, requestText(`GET ${path}`));
      expect([status, (JSON.parse(text) as Json)['error']]).toEqual([404, 'NOT_FOUND']);
    }
  });

  it.each(GUARDED)('refuse a client without a key: %s', async (route) => {
    const response = await request(route, { authorization: undefined });
    expect(response).toMatchObject({ status: 401, body: UNAUTHORIZED });
    expect(Object.keys(response.body)).toEqual(['error', 'message', 'request_id']);
    expect(response.headers.get('www-authenticate')).toMatch(challengeOf(route));
  });

  it.each(GUARDED)('accept the key: %s', async (route) =>
    expect((await request(route, {})).status).not.toBe(401),
  );

  it.each(GUARDED.filter((route) => route.startsWith('GET')))('guard HEAD like GET: %s', async (route) => {
    const path = route.slice(4);
    expect(await request(`HEAD ${path}`, { authorization: undefined })).toMatchObject({ status: 401 });
    const { status } = await testApp.api.get(path);
    expect((await testApp.api.send('HEAD', path)).status).toBe(status);
  });

  it.each([
    '/STATUS',
    '/status/',
    '/Status/',
    '//status',
    '/./status',
    '/status%2f',
    '/%73tatus',
    '/status?',
    '/x/../status',
  ])('are not opened by another spelling of the path: %s', async (path) => {
    const { status, text } = await exchange(testApp.url, requestText(`GET ${path}`));
    expect([401, 404]).toContain(status);
    expect(text).not.toContain('current_temp_celsius');
  });

  it('do not read the body of a client without a key', async () => {
    const head = ['Content-Type: application/json', 'Content-Length: 1000', `X-Forwarded-For: ${another()}`];
    expect((await exchange(testApp.url, requestText('POST /start-cook', head))).status).toBe(401);
  });
});

/** The headers of every kind of wrong key; `K` stands for the right one. */
const WRONG: readonly (readonly [name: string, ...lines: string[]])[] = [
  ['no header'],
  ['an empty header', 'Authorization:'],
  ['a blank header', 'Authorization:   '],
  ['the scheme alone', 'Authorization: Bearer'],
  ['the key alone', 'Authorization: K'],
  ['another scheme', 'Authorization: Basic K'],
  ['a scheme that only begins so', 'Authorization: BearerX K'],
  ['no blank between', 'Authorization: BearerK'],
  ['a tab between', 'Authorization: Bearer\tK'],
  ['a wrong key under the scheme in lower case', 'Authorization: bearer Kx'],
  ['a wrong key after many blanks', 'Authorization: Bearer      Kx'],
  ['a beginning of the key', 'Authorization: Bearer k'],
  ['an end of the key', `Authorization: Bearer ${API_KEY.slice(1)}`],
  ['the key and more', 'Authorization: Bearer K0'],
  ['the key twice', 'Authorization: Bearer K K'],
  ['a right and a wrong header', 'Authorization: Bearer K', 'Authorization: Bearer x'],
  ['a wrong and a right header', 'Authorization: Bearer x', 'Authorization: Bearer K'],
  ['the right header twice', 'Authorization: Bearer K', 'Authorization: Bearer K'],
  ['the key in another header', 'X-API-Key: K'],
  ['the key for a proxy', 'Proxy-Authorization: Bearer K'],
  ['the key in a cookie', 'Cookie: authorization=Bearer K'],
  ['letters beyond ASCII', 'Authorization: Bearer Ké'],
  ['an emoji', 'Authorization: Bearer 🍲'],
  ['8 KiB', `Authorization: Bearer ${'k'.repeat(8_192)}`],
  ['the key and 8 KiB', `Authorization: Bearer K${'k'.repeat(8_192)}`],
  ['percent signs', 'Authorization: Bearer %53%4B'],
  ['the name of a member', 'Authorization: Bearer __proto__'],
];

describe('A wrong key', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
  });
  afterEach(() => testApp.close());

  const lines = (form: readonly string[]) =>
    form.map((line) => line.replaceAll('K', API_KEY).replace(/ k$/, ` ${API_KEY.slice(0, -1)}`));

  it.each(GUARDED)('gets the same response in every form: %s', async (route) => {
    for (const [index, [name, ...form]] of WRONG.entries()) {
      // Each from another client, because a single one would soon reach the limit.
      const head = [`X-Forwarded-For: 198.51.100.${index}`, ...lines(form)];
      const { status, headers, text } = await exchange(testApp.url, requestText(route, head));
      expect({ name, status, ...(JSON.parse(text) as Json) }).toEqual({ name, status: 401, ...UNAUTHORIZED });
      expect(headers['www-authenticate']).toMatch(challengeOf(route));
    }
    expect(sent(testApp)).toEqual([]);
  });

  it.each(['key', 'api_key', 'access_token', 'authorization', 'token'])(
    'includes one in the query: ?%s=',
    async (name) => {
      const path = `/status?${name}=${API_KEY}`;
      expect(await testApp.api.get(path, { authorization: undefined })).toMatchObject({
        status: 401,
        body: UNAUTHORIZED,
      });
    },
  );

  it('includes one in the body', async () => {
    const body = chicken({ api_key: API_KEY, authorization: `Bearer ${API_KEY}` });
    const response = await testApp.api.post('/start-cook', body, { authorization: undefined });
    expect(response).toMatchObject({ status: 401, body: UNAUTHORIZED });
    expect(sent(testApp)).toEqual([]);
  });

  it('is limited after 30 others, while the right one is accepted at once', async () => {
    const wrong = () => testApp.api.get('/status', { authorization: 'Bearer wrong' });
    for (let i = 0; i < 30; i++) expect((await wrong()).status).toBe(401);
    const limited = await wrong();
    expect(limited).toMatchObject({ status: 429, body: { error: 'RATE_LIMITED' } });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await testApp.api.get('/status')).status).toBe(200);
    expect((await testApp.api.post('/start-cook', chicken())).status).toBe(200);
  });

  it('of another client does not count for this one when the tunnel distinguishes them', async () => {
    const from = (address: string) => ({ authorization: 'Bearer wrong', 'x-forwarded-for': address });
    for (let i = 0; i < 31; i++) await testApp.api.get('/status', from('198.51.100.9'));
    expect((await testApp.api.get('/status', from('198.51.100.9'))).status).toBe(429);
    expect((await testApp.api.get('/status', from('198.51.100.10'))).status).toBe(401);
  });
});

describe('The right key', () => {
  it.each(['Bearer K', 'bearer K', 'BEARER K', 'Bearer   K', '  Bearer K  '])(
    'is accepted as "%s"',
    async (form) => {
      const testApp = await startTestApp();
      const header = `Authorization: ${form.replace('K', API_KEY)}`;
      const response = await exchange(testApp.url, requestText('GET /status', [header]));
      await testApp.close();
      expect(response.status).toBe(200);
    },
  );

  it('is limited after 600 requests a minute, or the configured number, except for stops', async () => {
    const testApp = await startTestApp({ environment: { rateLimitPerMinute: 5 } });
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push((await testApp.api.get('/foods')).status);
    const stop = await testApp.api.post('/stop-cook');
    const health = await testApp.api.get('/health');
    await testApp.close();
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect([stop.status, health.status]).toEqual([404, 200]);
  });

  it('allows 60 starts a minute', async () => {
    const testApp = await startTestApp();
    const responses = [];
    for (let i = 0; i < 61; i++) responses.push(await testApp.api.post('/start-cook', {}));
    const { status } = await testApp.api.get('/status');
    await testApp.close();
    expect(responses.map((response) => response.status)).toEqual([...Array<number>(60).fill(400), 429]);
    expect(Number(responses[60]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(status).toBe(200);
  });
});
