import type { EventEmitter } from 'node:events';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { StoredModel } from './adapter.js';
import type { LoadedServer, OAuthLibrary, ServerSetup } from './contract.js';
import { withStorage } from './request-storage.js';

/** The one account: the owner of this server. */
const OWNER = 'owner';
/** Lifetimes in seconds. Sources: the contract for codes and access tokens; a consent page may stay open for an hour. */
const TTL = {
  AuthorizationCode: 60,
  AccessToken: 3_600,
  RefreshToken: 90 * 24 * 3_600,
  Interaction: 3_600,
  Session: 600,
  IdToken: 3_600,
} as const;
/** Random bits of a token, and of the id of a grant, which is no secret and is typed by people. */
const TOKEN_BITS = 256;
const GRANT_BITS = 96;
const COOKIE = { httpOnly: true, sameSite: 'lax', signed: true } as const;

/** Sets up the library for an issuer. */
export function createServer(library: OAuthLibrary, setup: ServerSetup): LoadedServer {
  const provider = new library.Provider(setup.issuer, configuration(library, setup));
  // The request says by which address the server is known; the proxy's own headers never get here.
  provider.proxy = true;
  provider.on('server_error', (context, error) => void (context.status = setup.onFailure(error)));
  // Koa writes to the console when no one listens. The types of the package leave this event out.
  (provider as EventEmitter).on('error', (error) => void setup.onFailure(error));
  const handle = provider.callback();
  return {
    handle: (request, response) =>
      withStorage(library.requestStorage, async () => void (await handle(request, response))),
    consentRequest: async (request, response) => {
      const interaction = await orNone(library, provider.interactionDetails(request, response));
      const { client_id: clientId, redirect_uri: redirectUri, scope } = interaction?.params ?? {};
      const client = typeof clientId === 'string' ? await provider.Client.find(clientId) : undefined;
      if (interaction === undefined || client === undefined) return undefined;
      return {
        uid: interaction.uid,
        clientId: client.clientId,
        clientName: client.clientName ?? '',
        redirectUri: String(redirectUri),
        scopes: String(scope).split(' '),
      };
    },
    createGrant: async (clientId, scopes, refused) => {
      const grant = new provider.Grant({ accountId: OWNER, clientId });
      grant.addResourceScope(setup.resource, scopes.join(' '));
      if (refused.length > 0) grant.rejectResourceScope(setup.resource, refused.join(' '));
      return grant.save();
    },
    decide: (request, response, decision) =>
      provider.interactionResult(
        request,
        response,
        decision === 'denied'
          ? { error: 'access_denied', error_description: 'the owner of the server did not consent' }
          : { login: { accountId: OWNER, remember: false }, consent: decision },
        { mergeWithLastSubmission: false },
      ),
  };
}

async function orNone<Value>({ errors }: OAuthLibrary, found: Promise<Value>): Promise<Value | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  }
}

const configuration = (library: OAuthLibrary, setup: ServerSetup): Configuration => ({
  ...flow(library, setup),
  ...clients(setup),
  adapter: (kind) => new StoredModel(kind, setup.storage, library.errors),
  jwks: { keys: [setup.signingKey] },
  cookies: {
    keys: [...setup.cookieKeys],
    names: { session: 'coddle_oauth', interaction: 'coddle_consent', resume: 'coddle_resume' },
    long: COOKIE,
    short: COOKIE,
  },
  routes: {
    authorization: setup.paths.authorize,
    token: setup.paths.token,
    registration: setup.paths.register,
    revocation: setup.paths.revoke,
    jwks: setup.paths.jwks,
  },
  features: {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    dPoP: { enabled: false },
    revocation: {
      enabled: true,
      allowedPolicy: (_context, client, token) => client.clientId === token.clientId,
    },
    registration: { enabled: true, initialAccessToken: false, issueRegistrationAccessToken: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => setup.resource,
      useGrantedResource: () => true,
      getResourceServerInfo: (_context, resource) => {
        if (resource !== setup.resource) throw new library.errors.InvalidTarget();
        return { audience: resource, scope: setup.scopes.join(' '), accessTokenFormat: 'opaque' };
      },
    },
  },
});

/** Every request for authorization is put to the owner, and every consent makes a grant of its own. */
const flow = (library: OAuthLibrary, setup: ServerSetup): Configuration => ({
  scopes: [],
  responseTypes: ['code'],
  allowOmittingSingleRegisteredRedirectUri: false,
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: () => Promise.resolve(true),
  expiresWithSession: () => Promise.resolve(false),
  revokeGrantPolicy: () => true,
  ttl: { ...TTL, Grant: setup.grantLifetime },
  formats: {
    bitsOfOpaqueRandomness: (_context, model) => (model.kind === 'Grant' ? GRANT_BITS : TOKEN_BITS),
  },
  interactions: {
    policy: [new library.Prompt({ name: 'consent' }, askOwner(library))] as never,
    url: (_context, { uid }) =>
      `${new URL(setup.issuer).pathname.replace(/\/$/, '')}${setup.paths.consent}/${uid}`,
  },
  loadExistingGrant: (context) => grantOf(context),
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  renderError: (context, { error, error_description: description = '' }) => {
    const page = setup.errorPage(context.status, error, description);
    context.status = page.status;
    context.set(page.headers as Record<string, string>);
    context.body = page.text;
  },
});

const askOwner = ({ Check }: OAuthLibrary) =>
  new Check('owner', 'the owner of the server has to consent', 'consent_required', ({ oidc }) =>
    oidc.result?.consent === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
  );

async function grantOf({ oidc }: KoaContextWithOIDC) {
  const id = oidc.result?.consent?.grantId;
  const { Grant } = oidc.provider;
  return id === undefined ? undefined : Grant.find(id);
}

/** Clients without a secret: public ones, and ones with keys that they publish. */
const clients = (setup: ServerSetup): Configuration => ({
  clientAuthMethods: [...setup.authMethods] as never,
  enabledJWA: {
    idTokenSigningAlgValues: [setup.signingAlgorithm] as never,
    clientAuthSigningAlgValues: [...setup.authAlgorithms] as never,
  },
  clientDefaults: {
    token_endpoint_auth_method: 'none',
    id_token_signed_response_alg: setup.signingAlgorithm as never,
  },
  // Tokens are sent in headers and no cookie counts at these endpoints, so any page may use them.
  clientBasedCORS: () => true,
  fetch: () => Promise.reject(new TypeError('The library reads nothing from outside: ClientDocuments does')),
});
