import type { StoredAnswer } from '../../storage/answer-store.js';
import type { StartState } from '../start/start-transitions.js';

/** What became of a start, as it is stored for the repetition of its request. */
export type StartOutcome =
  | { readonly kind: 'pending' }
  /** The cook was seen; its record tells the rest. */
  | { readonly kind: 'started'; readonly cookId: string }
  /** The vendor's cloud rejected it. @property message what the request was answered */
  | { readonly kind: 'rejected'; readonly message: string }
  | { readonly kind: 'not-started' };

/** Version 1 had no number and held the whole response. */
const VERSION = 2;

const STATUS = { pending: null, started: 200, rejected: 502, 'not-started': 504 } as const;

/** What of a stored answer tells the outcome. */
export type StoredOutcome = Pick<StoredAnswer, 'cookId' | 'status' | 'answer'>;

/** An outcome as it is stored. The status is the one of the response, so that older versions read it too. */
export function toStored(outcome: StartOutcome, cookId: string): StoredOutcome {
  const message = outcome.kind === 'rejected' ? { message: outcome.message } : {};
  return { cookId, status: STATUS[outcome.kind], answer: { version: VERSION, ...message } };
}

/** The outcome that was stored, by this version or an older one. */
export function fromStored({ cookId, status, answer }: StoredOutcome): StartOutcome {
  if (status === STATUS.started && cookId !== null) return { kind: 'started', cookId };
  if (status === STATUS.rejected) return { kind: 'rejected', message: messageOf(answer) };
  return status === STATUS['not-started'] ? { kind: 'not-started' } : { kind: 'pending' };
}

const messageOf = (answer: unknown): string =>
  typeof answer === 'object' && answer !== null && 'message' in answer && typeof answer.message === 'string'
    ? answer.message
    : "Anova's cloud rejected the start.";

/** What a state of a start command means for the repetition of its request; undefined where it changes nothing. */
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
