import { CLIENT_SCOPES } from './client-scopes.js';
import { OAUTH_PATHS, resourceOf } from './oauth-addresses.js';

/** How clients prove who they are: not at all, or with keys that they publish. Claude needs the first, ChatGPT the second. */
export const CLIENT_AUTH_METHODS = ['none', 'private_key_jwt'] as const;
/** The algorithms of a client's proof. */
export const CLIENT_AUTH_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
/** The algorithm of the own signing key. No token is signed with it: access tokens are opaque. */
export const SIGNING_ALGORITHM = 'ES256';

/** Metadata of the authorization server (RFC 8414). */
export const serverMetadata = (issuer: string): object => ({
  issuer,
  authorization_endpoint: `${issuer}${OAUTH_PATHS.authorize}`,
  token_endpoint: `${issuer}${OAUTH_PATHS.token}`,
  registration_endpoint: `${issuer}${OAUTH_PATHS.register}`,
  revocation_endpoint: `${issuer}${OAUTH_PATHS.revoke}`,
  jwks_uri: `${issuer}${OAUTH_PATHS.jwks}`,
  scopes_supported: CLIENT_SCOPES,
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_methods_supported: CLIENT_AUTH_METHODS,
  token_endpoint_auth_signing_alg_values_supported: CLIENT_AUTH_ALGORITHMS,
  revocation_endpoint_auth_methods_supported: CLIENT_AUTH_METHODS,
  revocation_endpoint_auth_signing_alg_values_supported: CLIENT_AUTH_ALGORITHMS,
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
  client_id_metadata_document_supported: true,
});

/** The same for clients that look for OpenID Connect, whose discovery demands two more fields. */
export const openIdMetadata = (issuer: string): object => ({
  ...serverMetadata(issuer),
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: [SIGNING_ALGORITHM],
});

/** Metadata of the protected resource (RFC 9728). */
export const resourceMetadata = (issuer: string): object => ({
  resource: resourceOf(issuer),
  resource_name: 'Coddle',
  authorization_servers: [issuer],
  scopes_supported: CLIENT_SCOPES,
  bearer_methods_supported: ['header'],
});
