import type { StartPolicy } from '../principal.js';
import { asNumber, asText, JsonReader } from '../../shared/json-reader.js';
import { CLIENT_SCOPES, type ClientScope } from './client-scopes.js';

/** How the starts of a client may be treated, in the order in which the consent page offers them. */
export const START_POLICIES = ['ask', 'trusted', 'never'] as const satisfies readonly StartPolicy[];

/** After this time, in milliseconds, a client has to ask the owner again. */
export const GRANT_LIFETIME = 365 * 24 * 3_600_000;

/** What the owner granted to a client: one row in the list of clients, one principal. */
export interface ClientGrant {
  readonly grantId: string;
  readonly clientId: string;
  /** The name that the client gives itself. */
  readonly name: string;
  /** The host that stands behind it. */
  readonly host: string;
  readonly scopes: readonly ClientScope[];
  readonly startPolicy: StartPolicy;
  /** Milliseconds since 1970. */
  readonly grantedAt: number;
  readonly lastUsedAt: number | null;
}

/** Reads a stored grant. @throws JsonFormError */
export function readClientGrant(content: object): ClientGrant {
  const stored = JsonReader.of(content);
  return {
    grantId: stored.field('grantId').text(),
    clientId: stored.field('clientId').text(),
    name: stored.field('name').text(),
    host: stored.field('host').text(),
    scopes: stored.field('scopes').list((scope) => scope.oneOf(CLIENT_SCOPES)),
    startPolicy: stored.field('startPolicy').oneOf(START_POLICIES),
    grantedAt: stored.field('grantedAt').number(),
    lastUsedAt: stored.field('lastUsedAt').orNull(asNumber),
  };
}

/** An access token as far as it says what it opens. */
export interface StoredAccessToken {
  readonly audience: string;
  readonly scopes: readonly string[];
}

/** Reads a stored access token. @throws JsonFormError */
export function readAccessToken(content: object): StoredAccessToken {
  const stored = JsonReader.of(content);
  return {
    audience: stored.field('aud').text(),
    scopes: stored.field('scope').optional(asText)?.split(' ') ?? [],
  };
}
