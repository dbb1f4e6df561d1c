import type { StoredResponse } from '../../storage/response-store.js';
import type { StartState } from '../start/start-transitions.js';

/** The outcome of a start, as it is stored for repetitions of its request. */
export type StartOutcome =
  | { readonly kind: 'pending' }
  /** The cook was seen; its record holds the rest. */
  | { readonly kind: 'started'; readonly cookId: string }
  /** The vendor's cloud rejected it. @property message the message of the response */
  | { readonly kind: 'rejected'; readonly message: string }
  | { readonly kind: 'not-started' };

/** Version 1 had no version number and held the whole response. */
const VERSION = 2;

const STATUS = { pending: null, started: 200, rejected: 502, 'not-started': 504 } as const;

/** The part of a stored response that determines the outcome. */
export type StoredOutcome = Pick<StoredResponse, 'cookId' | 'status' | 'body'>;

/** The stored form of an outcome. The status is that of the response, so that older versions can read it too. */
export function toStored(outcome: StartOutcome, cookId: string): StoredOutcome {
  const message = outcome.kind === 'rejected' ? { message: outcome.message } : {};
  return { cookId, status: STATUS[outcome.kind], body: { version: VERSION, ...message } };
}

/** Reads an outcome that this version or an older one stored. */
export function fromStored({ cookId, status, body }: StoredOutcome): StartOutcome {
  if (status === STATUS.started && cookId !== null) return { kind: 'started', cookId };
  if (status === STATUS.rejected) return { kind: 'rejected', message: messageOf(body) };
  return status === STATUS['not-started'] ? { kind: 'not-started' } : { kind: 'pending' };
}

const messageOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string'
    ? body.message
    : "Anova's cloud rejected the start.";

/** The outcome that a state of a start command implies for a repetition; undefined when the state changes nothing. */
export function outcomeOf(
  state: StartState,
  { cookId, rejection }: { readonly cookId: string; readonly rejection: string },
): StartOutcome | 'never-sent' | undefined {
  switch (state) {
    case 'verified':
      return { kind: 'started', cookId };
    case 'rejected':
      return { kind: 'rejected', message: rejection };
    case 'not-started':
    case 'stopped':
    case 'cancelled':
      return { kind: 'not-started' };
    case 'not-sent':
      return 'never-sent';
    case 'intended':
    case 'sent':
    case 'acknowledged':
    case 'accepted':
    case 'unknown':
      return undefined;
  }
}
