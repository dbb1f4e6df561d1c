import type { Scope } from '../../http/scopes.js';

/** The scopes that a client of OAuth may be granted, with what the consent page says of each. */
const MEANINGS = {
  'status:read': 'See what the cooker does now, and what can be cooked',
  'cook:check': 'Check whether a plan is safe',
  'cook:start': 'Start a cook',
  'cook:stop': 'Stop a cook',
  'history:read': 'Read past cooks and their curves',
  'alerts:write': 'Acknowledge alerts, so that no further channel is tried',
} as const satisfies Partial<Record<Scope, string>>;

/** A scope that a client of OAuth may be granted. */
export type ClientScope = keyof typeof MEANINGS;

/** Every scope that a client of OAuth may be granted, in the order in which they are listed. */
export const CLIENT_SCOPES = Object.keys(MEANINGS) as readonly ClientScope[];

/** Whether a client of OAuth may be granted a scope. */
export const isClientScope = (text: string): text is ClientScope => Object.hasOwn(MEANINGS, text);

/** Scopes that are granted only where the person ticks them: what they allow heats, or ends that a person is reached. */
const TICKED_BY_PEOPLE: ReadonlySet<ClientScope> = new Set(['cook:start', 'alerts:write']);

/** Whether a scope is ticked before the person has decided. */
export const isTickedAtFirst = (scope: ClientScope): boolean => !TICKED_BY_PEOPLE.has(scope);

/** What a scope allows, for the person who grants it. */
export const meaningOf = (scope: ClientScope): string => MEANINGS[scope];

/**
 * The scopes of a request of a client, without those that no client gets. A client that names none of them asks for all:
 * the person decides on the page.
 */
export function requestedScopes(text: string | undefined): readonly ClientScope[] {
  const named = new Set((text ?? '').split(' '));
  const known = CLIENT_SCOPES.filter((scope) => named.has(scope));
  return known.length > 0 ? known : CLIENT_SCOPES;
}
