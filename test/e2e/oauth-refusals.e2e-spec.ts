import { OAuthClient, useOAuthApp } from '../harness/oauth-client.js';
import { startTestApp } from '../harness/test-app.js';
import { Visitor } from '../harness/visitor.js';

describe('The authorization server', () => {
  const oauth = useOAuthApp();
  const { registered, ask } = oauth;

  it.each([
    '/.well-known/oauth-authorization-server',
    '/.well-known/oauth-authorization-server/mcp',
    '/.well-known/openid-configuration',
    '/.well-known/openid-configuration/mcp',
    '/mcp/.well-known/openid-configuration',
  ])('is described at %s', async (path) => {
    const { status, body } = await oauth.testApp.api.get(path, { authorization: undefined });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      issuer: oauth.testApp.url,
      authorization_endpoint: `${oauth.testApp.url}/oauth/authorize`,
      scopes_supported: [
        'status:read',
        'cook:check',
        'cook:start',
        'cook:stop',
        'history:read',
        'alerts:write',
      ],
      token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
      code_challenge_methods_supported: ['S256'],
      client_id_metadata_document_supported: true,
      authorization_response_iss_parameter_supported: true,
    });
  });

  it.each(['', '/mcp'])(
    'is named by the resource at /.well-known/oauth-protected-resource%s',
    async (path) => {
      const { body } = await oauth.testApp.api.get(`/.well-known/oauth-protected-resource${path}`);
      expect(body).toMatchObject({
        resource: `${oauth.testApp.url}/mcp`,
        authorization_servers: [oauth.testApp.url],
      });
    },
  );

  it('publishes the public part of its key, and no other', async () => {
    const { text } = await oauth.testApp.api.get('/oauth/jwks');
    expect((JSON.parse(text) as { keys: unknown }).keys).toEqual([
      expect.objectContaining({ kty: 'EC', alg: 'ES256' }),
    ]);
    expect(text).not.toContain('"d"');
  });

  it('is known by PUBLIC_URL, whatever the headers of the request say', async () => {
    const environment = { publicUrl: 'https://cook.example' };
    const other = await startTestApp({
      environment,
      after: { ...oauth.testApp, data: oauth.testApp.data.copy() },
    });
    try {
      const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
      const { body } = await other.api.get('/.well-known/oauth-authorization-server', headers);
      expect(JSON.stringify(body)).not.toContain('evil.example');
      expect(body['issuer']).toBe('https://cook.example');
      const client = await OAuthClient.registered(other.url);
      const elsewhere = new Visitor(other.url, headers);
      const asked = await elsewhere.get(client.authorizePath({ resource: 'https://cook.example/mcp' }));
      expect(asked.location).toMatch(/^\/oauth\/consent\//);
      expect(asked.headers.getSetCookie().join()).toContain('secure');
    } finally {
      await other.app.close();
    }
  });

  describe('a redirect URI', () => {
    it.each([
      'https://chef.example/callback/',
      'https://chef.example/callback?x=1',
      'https://chef.example/Callback',
      'https://chef.example:8443/callback',
      'https://chef.example.evil.example/callback',
      'https://user@chef.example/callback',
      'https://chef.example/callback/../callback',
      'https://chef.example/%63allback',
      'https://CHEF.example/callback',
      'https://chef.example/callback#part',
      'http://chef.example/callback',
      '//chef.example/callback',
      'javascript:alert(1)',
      '',
    ])('that nearly matches leads nowhere: %s', async (redirectUri) => {
      const { status, location, text } = await ask(await registered(), { redirect_uri: redirectUri });
      expect([status, location]).toEqual([400, undefined]);
      expect(text).toContain('The connection was not made');
    });

    it('of this computer may have any port', async () => {
      const client = await registered({ redirectUri: 'http://127.0.0.1:7777/back' });
      const { text } = await client.openConsent(oauth.browser, {
        redirect_uri: 'http://127.0.0.1:51234/back',
      });
      expect(text).toContain('127.0.0.1:51234 (a program on the computer that you are using)');
      for (const near of [
        'http://127.0.0.1:51234/',
        'http://localhost:7777/back',
        'http://127.0.0.1.evil.example/back',
      ])
        expect((await ask(client, { redirect_uri: near })).status).toBe(400);
    });

    it.each([
      [['http://chef.example/callback']],
      [['javascript:alert(1)']],
      [['data:text/html,x']],
      [['https://chef.example/callback#part']],
      [['https://user:secret@chef.example/callback']],
      [['/callback']],
      [['https://chef.example/\u0000']],
      [[]],
      ['https://chef.example/callback'],
      [undefined],
      [[1]],
      [Array.from({ length: 21 }, (_, at) => `https://chef.example/${at}`)],
    ])('is refused at the registration: %j', async (uris) => {
      const { status, body } = await OAuthClient.register(oauth.testApp.url, {
        client_name: 'a',
        redirect_uris: uris,
      });
      expect(status).toBe(400);
      expect(body['error']).toMatch(/^invalid_(?:redirect_uri|client_metadata)$/);
    });
  });

  describe('a request for authorization', () => {
    it.each([
      ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
      ['with plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
      ['for a token at once', { response_type: 'token' }, 'unsupported_response_type'],
      ['in a form', { response_mode: 'form_post' }, 'unsupported_response_mode'],
      ['for another resource', { resource: 'https://other.example/mcp' }, 'invalid_target'],
      ['without a person', { prompt: 'none' }, 'consent_required'],
      ['by reference', { request_uri: 'https://other.example/request' }, 'request_uri_not_supported'],
      ['in an object', { request: 'e30.e30.' }, 'request_not_supported'],
    ])('%s is refused at the client', async (_how, changes, error) => {
      const client = await registered();
      const { location } = await ask(client, changes);
      // The response to a request for a token would be in the fragment.
      const back = new URL((location ?? '').replace('#', '?'));
      expect(back.origin + back.pathname).toBe(client.redirectUri);
      expect(Object.fromEntries(back.searchParams)).toMatchObject({
        error,
        state: 'some state',
        iss: oauth.testApp.url,
      });
    });

    it('of a client that is not known leads nowhere', async () => {
      const client = new OAuthClient(oauth.testApp.url, 'unknown', 'https://evil.example/');
      expect(await ask(client)).toMatchObject({ status: 400, location: undefined });
    });
  });
});
