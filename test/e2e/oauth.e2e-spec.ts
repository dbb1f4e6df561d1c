import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { ClientGrants } from '../../src/auth/oauth/client-grants.js';
import { Principals } from '../../src/auth/access.guards.js';
import { OAuthClient, ownersBrowser, tokensOf, toolsOf } from '../harness/oauth-client.js';
import { PublishedClients } from '../harness/published-clients.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import type { Visitor } from '../harness/visitor.js';

const HOST = 'clients.example';

describe('Clients of OAuth', () => {
  let published: PublishedClients;
  let testApp: TestApp;
  let browser: Visitor;
  beforeAll(async () => {
    published = await PublishedClients.open();
    testApp = await startTestApp({ outside: published.network });
    browser = await ownersBrowser(testApp);
  });
  afterAll(async () => {
    await testApp.close();
    await published.close();
  });

  const registered = (options = {}) => OAuthClient.registered(testApp.url, options);

  describe('that register', () => {
    it('are let in by the owner, and use the tools that were granted', async () => {
      const client = await registered();
      const back = await client.authorize(browser);
      expect(back.origin + back.pathname).toBe(client.redirectUri);
      expect(Object.fromEntries(back.searchParams)).toMatchObject({ iss: testApp.url, state: 'some state' });
      const response = await client.exchange(back.searchParams.get('code') ?? '');
      expect(response.body).toMatchObject({
        token_type: 'Bearer',
        expires_in: 3600,
        scope: 'status:read cook:check cook:stop history:read',
      });
      const tools = await toolsOf(testApp, tokensOf(response));
      expect(tools).toEqual(expect.arrayContaining(['get_status', 'stop_cook']));
      expect(tools).not.toContain('start_cook');
    });

    it.each([
      [undefined, ['list_alerts'], ['acknowledge_alert']],
      [['status:read', 'alerts:write'], ['list_alerts', 'acknowledge_alert'], ['start_cook']],
    ])('acknowledge alerts only where the owner ticked it: %s', async (scopes, listed, missing) => {
      const client = await registered();
      const tools = await toolsOf(testApp, await client.connect(browser, scopes && { scopes }));
      expect(tools).toEqual(expect.arrayContaining(listed));
      for (const name of missing) expect(tools).not.toContain(name);
    });

    it('start what the owner ticked, by the policy that the owner chose', async () => {
      const client = await registered();
      const tokens = await client.connect(browser, { scopes: ['cook:start'], startPolicy: 'never' });
      expect(await toolsOf(testApp, tokens)).toEqual(expect.arrayContaining(['start_cook', 'stop_cook']));
      const grants = await testApp.app.get(ClientGrants, { strict: false }).list();
      const grant = grants.find(({ startPolicy }) => startPolicy === 'never');
      const principal = await testApp.app
        .get(Principals, { strict: false })
        .current(`oauth:${grant!.grantId}`);
      expect(principal).toMatchObject({
        kind: 'oauth',
        name: 'Sous Chef',
        host: 'chef.example',
        startPolicy: 'never',
      });
    });

    it('get a form of the metadata that this server supports, and no secret', async () => {
      const { status, body } = await OAuthClient.register(testApp.url, {
        client_name: 'Chef',
        redirect_uris: ['http://localhost:1/back', 'chef.app:/back'],
        grant_types: ['authorization_code', 'urn:ietf:params:oauth:grant-type:device_code'],
        token_endpoint_auth_method: 'client_secret_basic',
        scope: 'openid email cook:start',
      });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
      });
      expect(body).not.toHaveProperty('client_secret');
    });

    it('are denied by the owner', async () => {
      const back = await (await registered()).authorize(browser, { decision: 'deny' });
      expect(Object.fromEntries(back.searchParams)).toMatchObject({
        error: 'access_denied',
        iss: testApp.url,
      });
      expect(back.searchParams.has('code')).toBe(false);
    });

    it.each([
      ['without a scope', { scope: undefined }],
      [
        'with the habits of OpenID Connect',
        { scope: 'openid offline_access email', prompt: 'consent', nonce: 'n' },
      ],
    ])('ask for everything %s', async (_how, changes) => {
      const page = await (await registered()).openConsent(browser, changes);
      expect([...page.text.matchAll(/name="scope"\s+value="([^"]+)"/g)].map(([, scope]) => scope)).toEqual([
        'status:read',
        'cook:check',
        'cook:start',
        'cook:stop',
        'history:read',
        'alerts:write',
      ]);
    });

    it.each(['', '/', '/mcp', '/mcp/'])(
      'may name the resource as the address of the server with "%s"',
      async (path) => {
        const client = await registered();
        const resource = testApp.url + path;
        const back = await client.authorize(browser, {}, { resource });
        const tokens = tokensOf(await client.exchange(back.searchParams.get('code') ?? '', { resource }));
        expect(await toolsOf(testApp, tokens)).toContain('get_status');
      },
    );

    it('are known again after the server was started anew', async () => {
      const client = await registered();
      const tokens = await client.connect(browser);
      const again = await startTestApp({
        after: { ...testApp, data: testApp.data.copy() },
        environment: { publicUrl: testApp.url },
      });
      try {
        expect(await toolsOf(again, tokens)).toContain('get_status');
      } finally {
        await again.app.close();
      }
    });
  });

  describe('that publish a metadata document', () => {
    const document = (name: string, changes: object = {}) => ({
      client_id: `https://${HOST}/${name}.json`,
      client_name: 'Published Chef',
      redirect_uris: ['https://chef.example/back'],
      ...changes,
    });

    it('are known by it, and by its host', async () => {
      const id = published.publish(`${HOST}/public.json`, document('public'));
      const client = new OAuthClient(testApp.url, id, 'https://chef.example/back');
      const page = await client.openConsent(browser);
      expect(page.text).toContain('“Published Chef”');
      expect(page.text).toContain(`<strong>${HOST}</strong>`);
      expect(await toolsOf(testApp, await client.connect(browser))).toContain('get_status');
    });

    const assertion = (key: KeyObject, id: string, changes: object = {}): string => {
      const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        iss: id,
        sub: id,
        aud: testApp.url,
        jti: randomUUID(),
        iat: now,
        exp: now + 60,
        ...changes,
      };
      const text = `${encode({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${encode(claims)}`;
      return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
    };
    const proving = (make: () => string) => () => ({
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: make(),
    });

    it('prove themselves with the keys that they publish', async () => {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
      const keys = {
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
      };
      const id = published.publish(
        `${HOST}/proving.json`,
        document('proving', {
          token_endpoint_auth_method: 'private_key_jwt',
          token_endpoint_auth_signing_alg: 'RS256',
          jwks_uri: published.publish(`${HOST}/keys.json`, keys),
        }),
      );
      const as = (make: () => string) =>
        new OAuthClient(testApp.url, id, 'https://chef.example/back', proving(make));
      const client = as(() => assertion(privateKey, id));
      const tokens = await client.connect(browser);
      expect(await toolsOf(testApp, tokens)).toContain('get_status');
      const once = assertion(privateKey, id);
      const { refresh } = tokensOf(await as(() => once).refresh(tokens.refresh));
      const refusals = [
        as(() => once),
        as(() => assertion(foreign, id)),
        as(() => assertion(privateKey, id, { aud: 'https://elsewhere.example' })),
        as(() => assertion(privateKey, id, { exp: 1 })),
        as(() => 'nonsense'),
        new OAuthClient(testApp.url, id, 'https://chef.example/back'),
      ];
      for (const refused of refusals) expect([400, 401]).toContain((await refused.refresh(refresh)).status);
      expect((await client.refresh(refresh)).status).toBe(200);
    });

    it.each([
      ['leads inward', { jwks_uri: 'https://127.0.0.1/keys.json' }],
      ['is not https', { jwks_uri: `http://${HOST}/keys.json` }],
      ['redirects', { jwks_uri: `https://${HOST}/moved.json` }],
      ['is huge', { jwks_uri: `https://${HOST}/huge.json` }],
    ])('are refused with keys whose address %s', async (how, changes) => {
      published.respond(`${HOST}/moved.json`, (response) => response.writeHead(302, { location: '/' }).end());
      published.publish(`${HOST}/huge.json`, { keys: [], more: 'x'.repeat(64 * 1024) });
      const name = `keys-${how.replaceAll(' ', '-')}`;
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const method = { token_endpoint_auth_method: 'private_key_jwt' };
      const id = published.publish(`${HOST}/${name}.json`, document(name, { ...method, ...changes }));
      const make = proving(() => assertion(privateKey, id));
      const { status, body } = await new OAuthClient(testApp.url, id, '', make).refresh('a'.repeat(43));
      expect(['400 invalid_client_metadata', '401 invalid_client']).toContain(
        `${status} ${String(body['error'])}`,
      );
    });

    it.each([
      ['leads inward', 'https://inward.clients.example/client.json', 'public internet'],
      ['redirects', 'https://clients.example/redirecting.json', 'leads to another address'],
      ['is huge', 'https://clients.example/large.json', 'larger than 5 KB'],
      ['is missing', 'https://clients.example/missing.json', 'status 404'],
      ['is not one', 'https://clients.example/', 'client is invalid'],
    ])('are refused on a page for a person when the document %s', async (_how, id, expected) => {
      published.addresses.set('inward.clients.example', ['10.0.0.7']);
      published.respond(`${HOST}/redirecting.json`, (response) =>
        response.writeHead(301, { location: '/' }).end(),
      );
      published.publish(`${HOST}/large.json`, document('large', { more: 'x'.repeat(6_000) }));
      const client = new OAuthClient(testApp.url, id, 'https://chef.example/back');
      const { status, text, location } = await browser.get(client.authorizePath());
      expect([status, location]).toEqual([400, undefined]);
      expect(text).toContain('The connection was not made');
      expect(text).toContain(expected);
    });
  });
});
