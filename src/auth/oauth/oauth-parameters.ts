import { requestedScopes } from './client-scopes.js';
import { meansResource, resourceOf } from './oauth-addresses.js';

/** Parameters of OpenID Connect and of its user interface, which clients send by habit: they change nothing here. */
const LEFT_OUT = [
  'acr_values',
  'claims',
  'claims_locales',
  'display',
  'id_token_hint',
  'login_hint',
  'max_age',
  'nonce',
  'ui_locales',
];

/**
 * The parameters of a request for authorization in the form that this server supports: its own scopes, all of them when
 * the client names none, its own resource however it is spelt, and one response mode.
 */
export function authorizationParameters(issuer: string, given: URLSearchParams): URLSearchParams {
  const parameters = new URLSearchParams(given);
  for (const name of LEFT_OUT) parameters.delete(name);
  if (parameters.get('prompt') !== 'none') parameters.delete('prompt');
  if (isSingle(parameters, 'scope'))
    parameters.set('scope', requestedScopes(parameters.get('scope') ?? undefined).join(' '));
  const mode = parameters.get('response_mode');
  if (mode !== null && mode !== 'query') parameters.set('response_mode', 'unsupported');
  return withResource(issuer, parameters);
}

/** The parameters of a token request, in the same form. */
export function tokenParameters(issuer: string, given: URLSearchParams): URLSearchParams {
  const parameters = new URLSearchParams(given);
  const scope = parameters.get('scope');
  if (scope !== null && isSingle(parameters, 'scope'))
    parameters.set('scope', requestedScopes(scope).join(' '));
  return withResource(issuer, parameters);
}

/** Repeated parameters are left to the library, which refuses them. */
const isSingle = (parameters: URLSearchParams, name: string): boolean => parameters.getAll(name).length <= 1;

/** An unknown resource is left as it is, to be refused. */
function withResource(issuer: string, parameters: URLSearchParams): URLSearchParams {
  const named = parameters.getAll('resource');
  if (named.every((resource) => meansResource(issuer, resource)))
    parameters.set('resource', resourceOf(issuer));
  return parameters;
}
