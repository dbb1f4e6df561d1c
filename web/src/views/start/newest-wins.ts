/**
 * What is known of the newest question, such as "is this plan safe?", while the question changes and responses arrive in
 * any order.
 */
export interface Asking<Response> {
  /** How often the question has changed; only a response to the newest one counts. */
  readonly turn: number;
  /** The newest question; undefined while there is none. */
  readonly question: string | undefined;
  /** `waiting`: the person may still be typing. `asking`: on its way. `settled`, `failed`: the newest has its outcome. */
  readonly phase: 'idle' | 'waiting' | 'asking' | 'settled' | 'failed';
  /** The last response, and the question that it belongs to: it may be an older one. */
  readonly last: { readonly question: string; readonly response: Response } | undefined;
  /** Why the newest question has no response. */
  readonly error: unknown;
}

/** What happens to a question. */
export type AskingEvent<Response> =
  | { readonly kind: 'changed'; readonly question: string | undefined }
  | { readonly kind: 'sent'; readonly turn: number }
  | { readonly kind: 'arrived'; readonly turn: number; readonly response: Response }
  | { readonly kind: 'failed'; readonly turn: number; readonly error: unknown };

/** Nothing was asked yet. */
export const NOTHING_ASKED: Asking<never> = {
  turn: 0,
  question: undefined,
  phase: 'idle',
  last: undefined,
  error: undefined,
};

/** The state after an event. What belongs to an older turn changes nothing. */
export function afterEvent<Response>(
  state: Asking<Response>,
  event: AskingEvent<Response>,
): Asking<Response> {
  if (event.kind === 'changed') return changed(state, event.question);
  if (event.turn !== state.turn || state.question === undefined) return state;
  switch (event.kind) {
    case 'sent':
      return { ...state, phase: 'asking' };
    case 'arrived':
      return { ...state, phase: 'settled', last: { question: state.question, response: event.response } };
    case 'failed':
      return { ...state, phase: 'failed', error: event.error };
  }
}

function changed<Response>({ turn, last }: Asking<Response>, question: string | undefined): Asking<Response> {
  const next = { turn: turn + 1, question, error: undefined };
  return question === undefined
    ? { ...next, phase: 'idle', last: undefined }
    : { ...next, phase: 'waiting', last };
}

/** The response to exactly the newest question; undefined until it is there. */
export const currentResponse = <Response>({
  phase,
  question,
  last,
}: Asking<Response>): Response | undefined =>
  phase === 'settled' && last?.question === question ? last?.response : undefined;
