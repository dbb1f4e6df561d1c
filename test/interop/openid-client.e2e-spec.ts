import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  dynamicClientRegistration,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  tokenRevocation,
  ResponseBodyError,
  type Configuration,
} from 'openid-client';
import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { Visitor } from '../harness/visitor.js';
import { CALLBACK } from './assistant-account.js';
import { OwnerAtThePage } from './owner-at-the-page.js';

const PASSWORD = 'four words to remember';
const SCOPES = ['status:read', 'history:read'];
/** The server under test speaks plain http, on this machine only. */
const OPTIONS = { execute: [allowInsecureRequests] };

// The library behind the server is loaded with the first request.
jest.setTimeout(30_000);

describe('openid-client', () => {
  let testApp: TestApp;
  let owner: OwnerAtThePage;
  beforeEach(async () => {
    testApp = await startTestApp();
    await testApp.app.get(OwnerPassword, { strict: false }).set(PASSWORD);
    owner = new OwnerAtThePage(testApp.url, new Visitor(testApp.url), PASSWORD);
  });
  afterEach(() => testApp.close());

  const register = (): Promise<Configuration> =>
    dynamicClientRegistration(
      new URL(testApp.url),
      { client_name: 'openid-client', redirect_uris: [CALLBACK], token_endpoint_auth_method: 'none' },
      undefined,
      { ...OPTIONS, algorithm: 'oauth2' },
    );

  /** Goes to the page and back. @returns where the browser ends, and what proves that the client began */
  async function ask(config: Configuration, resource = `${testApp.url}/mcp`) {
    const [verifier, state] = [randomPKCECodeVerifier(), randomState()];
    const address = buildAuthorizationUrl(config, {
      redirect_uri: CALLBACK,
      scope: SCOPES.join(' '),
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      resource,
    });
    const end = new URL(await owner.decide(address, { scopes: SCOPES }));
    return { end, checks: { pkceCodeVerifier: verifier, expectedState: state } };
  }
  const codeOf = async (refused: Promise<unknown>): Promise<string> =>
    refused.then(
      () => 'accepted',
      (error: unknown) => (error instanceof ResponseBodyError ? error.error : String(error)),
    );

  it.each(['oauth2', 'oidc'] as const)(
    'discovers the server as %s, with what it needs to know',
    async (algorithm) => {
      const config = await discovery(new URL(testApp.url), 'unused', undefined, undefined, {
        ...OPTIONS,
        algorithm,
      });
      expect(config.serverMetadata()).toMatchObject({
        issuer: testApp.url,
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
      });
    },
  );

  it('registers, gets tokens that the server takes, and renews and revokes them', async () => {
    const config = await register();
    const { end, checks } = await ask(config);
    const tokens = await authorizationCodeGrant(config, end, checks);
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
    const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    const headers = { accept: 'application/json, text/event-stream' };
    const status = async (token: string): Promise<number> =>
      (await testApp.api.post('/mcp', list, { ...headers, authorization: `Bearer ${token}` })).status;
    expect(await status(tokens.access_token)).toBe(200);
    const renewed = await refreshTokenGrant(config, tokens.refresh_token!);
    expect(renewed.refresh_token).not.toBe(tokens.refresh_token);
    await tokenRevocation(config, renewed.refresh_token!);
    expect(await status(renewed.access_token)).toBe(401);
  });

  it('is refused a code with another verifier', async () => {
    const config = await register();
    const { end, checks } = await ask(config);
    const other = { ...checks, pkceCodeVerifier: randomPKCECodeVerifier() };
    expect(await codeOf(authorizationCodeGrant(config, end, other))).toBe('invalid_grant');
  });

  it('is refused a code that was used, and loses what it got for it', async () => {
    const config = await register();
    const { end, checks } = await ask(config);
    const tokens = await authorizationCodeGrant(config, end, checks);
    expect(await codeOf(authorizationCodeGrant(config, end, checks))).toBe('invalid_grant');
    expect(await codeOf(refreshTokenGrant(config, tokens.refresh_token!))).toBe('invalid_grant');
  });

  it('is refused a refresh token that was used, and loses the newer one', async () => {
    const config = await register();
    const { end, checks } = await ask(config);
    const tokens = await authorizationCodeGrant(config, end, checks);
    const renewed = await refreshTokenGrant(config, tokens.refresh_token!);
    expect(await codeOf(refreshTokenGrant(config, tokens.refresh_token!))).toBe('invalid_grant');
    expect(await codeOf(refreshTokenGrant(config, renewed.refresh_token!))).toBe('invalid_grant');
  });

  it('is refused a token for another resource', async () => {
    const config = await register();
    const { end } = await ask(config, 'https://elsewhere.example/mcp');
    expect(end.searchParams.get('error')).toBe('invalid_target');
    expect(end.searchParams.get('iss')).toBe(testApp.url);
  });
});
