/**
 * The states of the stream. `off`: not wanted here. `connecting`: asked for. `open`: the server has begun it.
 * `waiting`: it failed, and is opened again later.
 */
export type StreamPhase = 'off' | 'connecting' | 'open' | 'waiting';

/** Everything about the stream that decides what happens next. */
export interface StreamState {
  readonly phase: StreamPhase;
  /** Failures since the last event. */
  readonly failures: number;
  /** Whether the last thing that arrived could not be read. */
  readonly isUnreadable: boolean;
  /** The id of the last event: the stream goes on behind it. */
  readonly position: string | undefined;
}

/** What happens to the stream. */
export type StreamEvent =
  | { readonly type: 'start' | 'stop' | 'opened' | 'failed' | 'unreadable' | 'due' }
  | { readonly type: 'received'; readonly id: string }
  | { readonly type: 'busy'; readonly retryAfter: number };

/** What is to be done, in this order. */
export type StreamEffect =
  | { readonly do: 'open'; readonly position: string | undefined }
  | { readonly do: 'wait'; readonly failures: number }
  | { readonly do: 'wait-for'; readonly milliseconds: number }
  | { readonly do: 'close' | 'cancel-wait' | 'check-session' | 'poll' | 'end-polling' };

/** A state and what is to be done on the way to it. */
export interface StreamStep {
  readonly state: StreamState;
  readonly effects: readonly StreamEffect[];
}

/** Where every stream begins. */
export const STREAM_OFF: StreamState = {
  phase: 'off',
  failures: 0,
  isUnreadable: false,
  position: undefined,
};

/** The next state of the stream. An event that does not belong to the state changes nothing. */
export function nextStep(state: StreamState, event: StreamEvent): StreamStep {
  switch (event.type) {
    case 'start':
      return state.phase === 'off' ? open(state) : stay(state);
    case 'due':
      return state.phase === 'waiting' ? open(state) : stay(state);
    case 'stop':
      return stop(state);
    case 'opened':
      return state.phase === 'connecting'
        ? { state: { ...state, phase: 'open' }, effects: [{ do: 'end-polling' }] }
        : stay(state);
    case 'received':
      return isConnected(state) ? receive(state, event.id) : stay(state);
    case 'failed':
      return isConnected(state) ? fail(state) : stay(state);
    case 'unreadable':
      return isConnected(state) ? misread(state) : stay(state);
    case 'busy':
      return isConnected(state) ? giveWay(state, event.retryAfter) : stay(state);
  }
}

const stay = (state: StreamState): StreamStep => ({ state, effects: [] });

const isConnected = ({ phase }: StreamState): boolean => phase === 'connecting' || phase === 'open';

const open = (state: StreamState): StreamStep => ({
  state: { ...state, phase: 'connecting' },
  effects: [{ do: 'cancel-wait' }, { do: 'open', position: state.position }],
});

const stop = (state: StreamState): StreamStep => ({
  state: { ...state, phase: 'off', failures: 0, isUnreadable: false },
  effects: state.phase === 'off' ? [] : [{ do: 'cancel-wait' }, { do: 'close' }, { do: 'end-polling' }],
});

/** An event without an id leaves the position as it was. */
const receive = (state: StreamState, id: string): StreamStep => ({
  state: { phase: 'open', failures: 0, isUnreadable: false, position: id === '' ? state.position : id },
  effects: state.phase === 'open' ? [] : [{ do: 'end-polling' }],
});

/** The browser does not say why a stream failed: the session is looked at, since it may have ended. */
function fail(state: StreamState): StreamStep {
  const failures = state.failures + 1;
  return {
    state: { ...state, phase: 'waiting', failures },
    effects: [{ do: 'close' }, { do: 'check-session' }, { do: 'poll' }, { do: 'wait', failures }],
  };
}

/** What was in the event is lost, so the next stream begins without a position: with the whole state. */
function misread(state: StreamState): StreamStep {
  const failures = state.failures + 1;
  return {
    state: { phase: 'waiting', failures, isUnreadable: true, position: undefined },
    effects: [{ do: 'close' }, { do: 'poll' }, { do: 'wait', failures }],
  };
}

/** The server is well, and has no free stream. */
const giveWay = (state: StreamState, milliseconds: number): StreamStep => ({
  state: { ...state, phase: 'waiting', failures: 0 },
  effects: [{ do: 'close' }, { do: 'check-session' }, { do: 'poll' }, { do: 'wait-for', milliseconds }],
});
