import { CLIENT_AUTH_ALGORITHMS } from './oauth-metadata.js';
import { printable } from '../../shared/printable.js';

/** What a client says about itself, as JSON. */
export type ClientMetadata = Readonly<Record<string, unknown>>;

/** The fields that are kept as the client gave them; the library checks their form. */
const KEPT = ['client_id', 'redirect_uris', 'jwks', 'jwks_uri'] as const;
const PROOF = 'private_key_jwt';
/** The name of a client that gives none. */
const UNNAMED = 'A client without a name';
/**
 * What a host consists of. The parser of addresses lets signs through that mean something in a Content-Security-Policy,
 * which names the host on the consent page.
 */
const PLAIN_HOST = /^[\w.:[\]-]*$/;
/** The most redirect URIs of a client, and the longest one, in characters. */
const MOST_REDIRECTS = 20;
const LONGEST_REDIRECT = 2_048;

/**
 * The metadata of a client in the one form that this server supports, whatever more the client asks for: a server may
 * replace what it does not support (RFC 7591, section 3.2.1). A client that has no published keys proves nothing and
 * gets no secret. All are native clients: then redirect URIs are https, loopback with any port, or a scheme of their own.
 */
export function toClientMetadata(given: ClientMetadata): ClientMetadata {
  const proves = given['token_endpoint_auth_method'] === PROOF;
  const algorithm = given['token_endpoint_auth_signing_alg'];
  return {
    ...Object.fromEntries(KEPT.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]]))),
    client_name: nameIn(given),
    application_type: 'native',
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: proves ? PROOF : 'none',
    ...(proves && isAlgorithm(algorithm) && { token_endpoint_auth_signing_alg: algorithm }),
  };
}

/** What is wrong with the redirect URIs of a client before the library looks at them; undefined when nothing is. */
export function redirectProblem({ redirect_uris: uris }: ClientMetadata): string | undefined {
  if (!Array.isArray(uris) || uris.length === 0 || uris.length > MOST_REDIRECTS)
    return `redirect_uris must hold 1 to ${MOST_REDIRECTS} addresses`;
  return uris.every(isPlainAddress)
    ? undefined
    : `redirect_uris must hold absolute addresses of at most ${LONGEST_REDIRECT} characters, without a user name`;
}

function isPlainAddress(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > LONGEST_REDIRECT || /[^\x21-\x7e]/.test(value))
    return false;
  if (!URL.canParse(value)) return false;
  const { username, password, host } = new URL(value);
  return username === '' && password === '' && PLAIN_HOST.test(host);
}

const isAlgorithm = (value: unknown): boolean => CLIENT_AUTH_ALGORITHMS.some((known) => known === value);

function nameIn({ client_name: name }: ClientMetadata): string {
  const text = typeof name === 'string' ? printable(name.trim()) : '';
  return text === '' ? UNNAMED : text;
}

/** The host that stands behind a client: that of its metadata document, or that of the address it is sent back to. */
export function hostOf(clientId: string, redirectUri: string): string {
  const { protocol, host } = new URL(/^https:\/\//.test(clientId) ? clientId : redirectUri);
  return protocol === 'http:' || protocol === 'https:' ? host : protocol;
}
