import {
  nextStep,
  STREAM_OFF,
  type StreamEvent,
  type StreamPhase,
  type StreamState,
} from './stream-machine.js';

const after = (events: readonly StreamEvent[], from: StreamState = STREAM_OFF): StreamState =>
  events.reduce((state, event) => nextStep(state, event).state, from);

/** What is done at the last of some events. */
const doneAt = (events: readonly StreamEvent[]): unknown[] => {
  const last = events.at(-1)!;
  return nextStep(after(events.slice(0, -1)), last).effects.map((effect) => effect.do);
};

const START: StreamEvent = { type: 'start' };
const STOP: StreamEvent = { type: 'stop' };
const OPENED: StreamEvent = { type: 'opened' };
const FAILED: StreamEvent = { type: 'failed' };
const UNREADABLE: StreamEvent = { type: 'unreadable' };
const DUE: StreamEvent = { type: 'due' };
const BUSY: StreamEvent = { type: 'busy', retryAfter: 15_000 };
const received = (id: string): StreamEvent => ({ type: 'received', id });

/** One event of each type. */
const EVENTS = [START, STOP, OPENED, FAILED, UNREADABLE, DUE, BUSY, received('a-1')];

describe('nextStep', () => {
  /** The phase after each event, in the order of EVENTS. */
  const TABLE: Readonly<Record<StreamPhase, readonly StreamPhase[]>> = {
    off: ['connecting', 'off', 'off', 'off', 'off', 'off', 'off', 'off'],
    connecting: ['connecting', 'off', 'open', 'waiting', 'waiting', 'connecting', 'waiting', 'open'],
    open: ['open', 'off', 'open', 'waiting', 'waiting', 'open', 'waiting', 'open'],
    waiting: ['waiting', 'off', 'waiting', 'waiting', 'waiting', 'connecting', 'waiting', 'waiting'],
  };

  it.each(Object.entries(TABLE))('has a next phase for every event while it is %s', (phase, next) => {
    const from: StreamState = { ...STREAM_OFF, phase: phase as StreamPhase };
    expect(EVENTS.map((event) => after([event], from).phase)).toEqual(next);
  });

  it('does nothing at an event that does not belong to the phase', () => {
    for (const [phase, next] of Object.entries(TABLE)) {
      const state: StreamState = { ...STREAM_OFF, phase: phase as StreamPhase };
      const ignored = EVENTS.filter((event, index) => next[index] === phase && event.type !== 'received');
      for (const event of ignored) expect(nextStep(state, event)).toEqual({ state, effects: [] });
    }
  });

  it('opens a new stream behind the last event', () => {
    const state = after([START, OPENED, received('a-1'), received('a-2'), FAILED]);
    expect(nextStep(state, DUE).effects).toContainEqual({ do: 'open', position: 'a-2' });
  });

  it('keeps its position while it is off, so that another tab that leads later loses nothing', () => {
    const state = after([START, OPENED, received('a-7'), STOP]);
    expect(nextStep(state, START).effects).toContainEqual({ do: 'open', position: 'a-7' });
  });

  it('keeps its position at an event without an id', () => {
    expect(after([START, OPENED, received('a-1'), received('')]).position).toBe('a-1');
  });

  it('waits longer with every failure, until an event arrives', () => {
    const down = [START, FAILED, DUE, FAILED, DUE, FAILED];
    expect(after(down).failures).toBe(3);
    expect(after([...down, DUE, OPENED]).failures).toBe(3);
    expect(after([...down, DUE, OPENED, received('a-1')]).failures).toBe(0);
  });

  it('asks for the session and polls when it fails, since the browser does not say why', () => {
    expect(doneAt([START, FAILED])).toEqual(['close', 'check-session', 'poll', 'wait']);
  });

  it('ends the polling once the stream is there', () => {
    expect(doneAt([START, FAILED, DUE, OPENED])).toEqual(['end-polling']);
    expect(doneAt([START, received('a-1')])).toEqual(['end-polling']);
  });

  it('begins with the whole state again when an event could not be read', () => {
    expect(after([START, OPENED, received('a-1'), UNREADABLE]).position).toBeUndefined();
  });

  it('counts as unreadable until an event could be read', () => {
    expect(after([START, UNREADABLE, DUE, OPENED]).isUnreadable).toBe(true);
    expect(after([START, UNREADABLE, DUE, OPENED, received('b-1')]).isUnreadable).toBe(false);
  });

  it('waits as long as a busy server asks', () => {
    const { effects } = nextStep(after([START, OPENED]), BUSY);
    expect(effects).toContainEqual({ do: 'wait-for', milliseconds: 15_000 });
    expect(effects).toContainEqual({ do: 'poll' });
  });

  it('leaves nothing behind when it stops', () => {
    for (const before of [[START], [START, OPENED], [START, FAILED]])
      expect(doneAt([...before, STOP])).toEqual(['cancel-wait', 'close', 'end-polling']);
  });
});
