import fc from 'fast-check';
import {
  isOpen,
  nextState,
  START_EVENTS,
  START_STATES,
  START_TRANSITIONS,
  type StartEvent,
  type StartState,
} from './start-command.js';

const events = fc.array(fc.constantFrom(...START_EVENTS), { maxLength: 12 });

/** Every state on the way, from the intention on. */
const pathOf = (happened: readonly StartEvent[]): StartState[] =>
  happened.reduce<StartState[]>((path, event) => [...path, nextState(path.at(-1)!, event)], ['intended']);

describe('The transitions of a start', () => {
  const ENDS = START_STATES.filter((state) => Object.keys(START_TRANSITIONS[state]).length === 0);

  it('end in a state without transitions', () => {
    expect(ENDS).toEqual(['verified', 'rejected', 'not-sent', 'cancelled']);
    fc.assert(
      fc.property(events, (happened) => {
        const path = pathOf(happened);
        const end = path.findIndex((state) => ENDS.includes(state));
        if (end >= 0) expect(new Set(path.slice(end)).size).toBe(1);
      }),
    );
  });

  it('never lead from a settled state back to an open one', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const path = pathOf(happened);
        const settled = path.findIndex((state) => !isOpen(state));
        if (settled >= 0) expect(path.slice(settled).some(isOpen)).toBe(false);
      }),
    );
  });

  it('report a cook only once the cooker has shown it', () => {
    fc.assert(
      fc.property(events, (happened) => {
        if (pathOf(happened).includes('verified')) expect(happened).toContain('see');
      }),
    );
  });

  it('report a command as unsent only if it never reached the connection or the connection failed', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const path = pathOf(happened);
        if (path.at(-1) === 'cancelled') expect(path).not.toContain('sent');
      }),
    );
  });

  it('change at most five times, so that every outcome is recorded once', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const path = pathOf(happened);
        const changes = path.filter((state, index) => index > 0 && state !== path[index - 1]);
        expect(new Set(changes).size).toBe(changes.length);
        expect(changes.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('settle every command whose request has ended', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const state = pathOf([...happened, 'time-out']).at(-1)!;
        expect(['intended', 'sent', 'acknowledged']).not.toContain(state);
      }),
    );
  });

  it('reach every state', () => {
    const reached = new Set<StartState>(['intended']);
    for (const state of reached) for (const event of START_EVENTS) reached.add(nextState(state, event));
    expect([...reached].sort()).toEqual([...START_STATES].sort());
  });
});
