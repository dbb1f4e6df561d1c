import { API_KEY, startTestApp, type TestApp } from '../harness/test-app.js';
import { exchange, requestText, type RawResponse } from '../harness/raw-http.js';

const ORIGIN = 'https://inspector.example';
const FORM = 'application/x-www-form-urlencoded';
const WELL_KNOWN = [
  '/.well-known/oauth-protected-resource',
  '/.well-known/oauth-protected-resource/mcp',
  '/.well-known/oauth-authorization-server',
  '/.well-known/oauth-authorization-server/mcp',
  '/.well-known/openid-configuration',
  '/.well-known/openid-configuration/mcp',
  '/mcp/.well-known/openid-configuration',
];

describe('A client in the page of another origin', () => {
  let testApp: TestApp;
  beforeAll(async () => (testApp = await startTestApp()));
  afterAll(() => testApp.close());

  const send = (line: string, headers: readonly string[] = [], body = ''): Promise<RawResponse> =>
    exchange(testApp.url, requestText(line, [`Origin: ${ORIGIN}`, ...headers], body));
  const post = (path: string, type: string, body: string) =>
    send(`POST ${path}`, [`Content-Type: ${type}`, `Content-Length: ${body.length}`], body);
  const allowed = ({ headers }: RawResponse) => headers['access-control-allow-origin'];
  const preflight = (path: string, method: string, asked: string) =>
    send(`OPTIONS ${path}`, [
      `Access-Control-Request-Method: ${method}`,
      `Access-Control-Request-Headers: ${asked}`,
    ]);

  it.each([
    ...WELL_KNOWN.map((path) => [path, 'GET', 'mcp-protocol-version'] as const),
    ['/oauth/register', 'POST', 'content-type'] as const,
    ['/oauth/token', 'POST', 'authorization, content-type, mcp-protocol-version'] as const,
    ['/oauth/revoke', 'POST', 'content-type'] as const,
    ['/oauth/jwks', 'GET', 'mcp-protocol-version'] as const,
  ])('may ask %s by %s with %s', async (path, method, asked) => {
    const response = await preflight(path, method, asked);
    expect([response.status, response.text, allowed(response)]).toEqual([204, '', '*']);
    expect(response.headers['access-control-allow-methods']).toBe(method);
    const names = response.headers['access-control-allow-headers']!.toLowerCase().split(', ');
    expect(names).toEqual(expect.arrayContaining(asked.split(', ')));
    expect(response.headers['access-control-allow-credentials']).toBeUndefined();
  });

  it.each(WELL_KNOWN)('may read %s', async (path) => {
    const response = await send(`GET ${path}`);
    expect([response.status, allowed(response)]).toEqual([200, '*']);
  });

  it('may read what comes of a registration, a token and a revocation, also an error', async () => {
    const metadata = JSON.stringify({ client_name: 'Page', redirect_uris: [`${ORIGIN}/callback`] });
    const registered = await post('/oauth/register', 'application/json', metadata);
    expect([registered.status, [ORIGIN, '*'].includes(allowed(registered)!)]).toEqual([201, true]);
    const { client_id: id } = JSON.parse(registered.text) as { client_id: string };
    const responses = [
      await post('/oauth/register', 'application/json', '{'),
      await post('/oauth/register', 'application/json', '{"redirect_uris":["javascript:1"]}'),
      await post('/oauth/token', FORM, `grant_type=refresh_token&refresh_token=none&client_id=${id}`),
      await post('/oauth/token', 'text/plain', 'token'),
      await post('/oauth/revoke', FORM, `token=none&client_id=${id}`),
      await send('GET /oauth/jwks'),
    ];
    expect(responses.map(({ status }) => status)).toEqual([400, 400, 400, 415, 200, 200]);
    for (const response of responses) expect([ORIGIN, '*']).toContain(allowed(response));
  });

  it.each(['/mcp', '/oauth/authorize', '/oauth/consent/some', '/owner/sign-in', '/stop-cook', '/status'])(
    'may ask nothing of %s',
    async (path) => {
      const response = await preflight(path, 'POST', 'authorization');
      expect([response.status, allowed(response)]).toEqual([405, undefined]);
    },
  );

  it('is refused at /mcp, whatever it knows', async () => {
    const headers = [
      `Authorization: Bearer ${API_KEY}`,
      'Content-Type: application/json',
      'Content-Length: 2',
    ];
    const response = await send('POST /mcp', headers, '{}');
    expect([response.status, allowed(response)]).toEqual([403, undefined]);
    expect(response.text).toContain('ORIGIN_NOT_ALLOWED');
  });
});
