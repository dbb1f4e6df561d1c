import fc from 'fast-check';
import { makeCookingReading, makeReading } from '../../test/harness/readings.js';
import { celsius, milliseconds, seconds } from '../shared/units.js';
import type { CookerReading, CookerTimer, TimerProgress } from './cooker-state.js';
import { advance, elapsedAt, observedElapsed } from './freshness.js';

const HOUR = seconds(3600);

/** A push of a running cook, `ms` on the clock, that was `old` ms when it came. */
interface Push {
  readonly ms: number;
  readonly old?: number;
  readonly timer?: CookerTimer;
  readonly cook?: string | undefined;
  readonly reading?: CookerReading;
}

const running = (elapsed?: number, length = HOUR): CookerTimer => ({
  mode: 'running',
  length,
  elapsed: elapsed === undefined ? undefined : seconds(elapsed),
});

function progressAfter(...pushes: readonly Push[]): TimerProgress | undefined {
  return pushes.reduce<TimerProgress | undefined>((known, push, index) => {
    const { ms, old = 0, timer = running(0), cook, reading } = push;
    return advance(known, {
      reading: reading ?? makeCookingReading({ timer, vendorCookId: cook }),
      seenAt: milliseconds(ms - old),
      receivedAt: milliseconds(ms),
      sequence: index + 1,
    });
  }, undefined);
}

/** Seconds that have run, at a moment in ms, after these pushes. */
const elapsed = (ms: number, ...pushes: readonly Push[]) =>
  elapsedAt(progressAfter(...pushes), milliseconds(ms));

describe('A timer', () => {
  it('has not run before anything is known', () => {
    expect(elapsedAt(undefined, milliseconds(5))).toBe(0);
  });

  it('goes on by our own clock between two states', () => {
    expect(elapsed(30_000, { ms: 10_000, timer: running(100) })).toBe(120);
  });

  it('counts what ran before a state that was old when it came', () => {
    expect(elapsed(10_000, { ms: 10_000, old: 60_000, timer: running(100) })).toBe(160);
  });

  const idlePush = (ms: number): Push => ({ ms, reading: makeReading() });

  it.each([
    ['names another cook', { ms: 2_000, timer: running(5), cook: 'b' }],
    ['is idle', idlePush(2_000)],
  ])('goes on where it was after a single state that %s', (_what, odd) => {
    const before = { ms: 0, timer: running(100), cook: 'a' };
    // The clock of the sender stands still, so that only the remembered progress gives the time.
    const after = { ms: 4_000, timer: running(100), cook: 'a' };
    expect(elapsed(4_000, before, odd, after)).toBe(104);
  });

  it('begins anew where the same identity shows a timer that was started anew', () => {
    const before = { ms: 0, timer: running(1_000), cook: 'a' };
    expect(elapsed(4_000, before, idlePush(2_000), { ms: 4_000, timer: running(3), cook: 'a' })).toBe(3);
  });

  it('begins anew with another stage of the cook, also one of the same length', () => {
    const first = { ...running(3600), stage: 0 };
    const second: CookerTimer = { mode: 'running', length: HOUR, elapsed: seconds(60), stage: 1 };
    expect(elapsed(2_000, { ms: 0, timer: first, cook: 'a' }, { ms: 2_000, timer: second, cook: 'a' })).toBe(
      60,
    );
    const unsaid = { ...running(10) };
    expect(elapsed(2_000, { ms: 0, timer: first, cook: 'a' }, { ms: 2_000, timer: unsaid, cook: 'a' })).toBe(
      3602,
    );
  });

  it('is at zero in an ice bath', () => {
    const iceBath = makeCookingReading({ mode: 'ice_bath' });
    expect(elapsed(9_000, { ms: 0, timer: running(100) }, { ms: 1_000, reading: iceBath })).toBe(0);
  });

  it('begins with the state when it does not say how long it has run', () => {
    expect(elapsed(15_000, { ms: 10_000, timer: running(undefined) })).toBe(5);
  });

  it('does not fall back when its clock does, or when it begins anew within one cook', () => {
    expect(elapsed(62_000, { ms: 0, timer: running(100) }, { ms: 60_000, timer: running(10) })).toBe(162);
  });

  it('jumps ahead when its state says that it is further', () => {
    expect(elapsed(60_000, { ms: 0, timer: running(0) }, { ms: 60_000, timer: running(500) })).toBe(500);
  });

  it('stands still while it is paused, keeps what has run, and goes on from there', () => {
    const paused: Push = { ms: 60_000, timer: { mode: 'paused', length: HOUR } };
    expect(elapsed(900_000, { ms: 0 }, paused)).toBe(60);
    expect(elapsed(910_000, { ms: 0 }, paused, { ms: 900_000 })).toBe(70);
  });

  it('waits at zero while the water heats', () => {
    expect(elapsed(600_000, { ms: 0, timer: { mode: 'idle', length: HOUR } })).toBe(0);
  });

  it('continues from its last known progress through a state without elapsed time', () => {
    expect(elapsed(90_000, { ms: 0 }, { ms: 60_000, timer: { mode: 'unknown' } })).toBe(90);
    expect(progressAfter({ ms: 0, timer: { mode: 'unknown' } })?.zero).toBeUndefined();
  });

  it('has run for its whole length when it is said to be over, and goes on beyond it', () => {
    const over: CookerTimer = { mode: 'completed', length: HOUR };
    expect(elapsed(70_000, { ms: 60_000, timer: over })).toBe(3610);
    expect(elapsed(0, { ms: 0, timer: { mode: 'completed' } })).toBe(0);
  });

  it('keeps the end that was seen when states repeat that it is over', () => {
    const over: CookerTimer = { mode: 'completed', length: HOUR };
    expect(elapsed(600_000, { ms: 0, timer: over }, { ms: 600_000, timer: over })).toBe(4200);
  });

  it('keeps its length and its cook through a state that leaves them out', () => {
    const known = progressAfter({ ms: 0, cook: 'first' }, { ms: 1_000, timer: { mode: 'running' } });
    expect(known).toMatchObject({ cookId: 'first', length: 3600, zero: 0 });
  });
});

describe('The progress starts anew', () => {
  const before: Push = { ms: 0, cook: 'first', timer: running(1_000) };

  it('with another cook', () => {
    expect(elapsed(60_000, before, { ms: 60_000, cook: 'second' })).toBe(0);
  });

  it('with another length', () => {
    expect(elapsed(60_000, before, { ms: 60_000, cook: 'first', timer: running(0, seconds(600)) })).toBe(0);
  });

  it('with an idle cooker, even when that remembers a length', () => {
    const idle: Push = { ms: 60_000, reading: makeReading({ timer: { mode: 'idle', length: HOUR } }) };
    expect({ ...progressAfter(before, idle), earlier: undefined }).toEqual({ elapsed: 0 });
  });

  it('not with a fault, since the cook may go on after it', () => {
    const fault = makeReading({ mode: 'fault', fault: 'low-water', timer: { mode: 'unknown' } });
    expect(elapsed(90_000, before, { ms: 60_000, reading: fault })).toBe(1_090);
  });
});

describe('With any states of one cook', () => {
  const timer = fc.oneof(
    fc.record({ mode: fc.constant('running' as const), elapsed: fc.option(fc.nat(4_000)) }),
    fc.record({
      mode: fc.constantFrom('paused', 'idle', 'completed', 'unknown'),
      elapsed: fc.constant(null),
    }),
  );
  const pushes = fc.array(
    fc.record({ wait: fc.nat(600_000), old: fc.nat(600_000), timer, received: fc.boolean() }),
    { minLength: 2, maxLength: 12 },
  );

  it('what has run never falls, and never is negative', () => {
    fc.assert(
      fc.property(pushes, (received) => {
        let [ms, most, observed] = [0, 0, 0];
        let known: TimerProgress | undefined;
        for (const [index, { wait, old, timer: said, received: isComplete }] of received.entries()) {
          ms += wait;
          expect(elapsedAt(known, milliseconds(ms))).toBeGreaterThanOrEqual(most);
          for (const at of [ms - wait / 2, ms]) {
            expect(observedElapsed(known, milliseconds(at))).toBeGreaterThanOrEqual(observed - 1e-6);
            observed = observedElapsed(known, milliseconds(at));
            expect(observed).toBeLessThanOrEqual(elapsedAt(known, milliseconds(at)) + 1e-6);
          }
          const elapsedSaid = said.elapsed === null ? undefined : seconds(said.elapsed);
          const reading = makeCookingReading({
            water: celsius(60 + index),
            vendorCookId: isComplete ? 'cook' : undefined,
            timer: {
              mode: said.mode,
              length: isComplete || index === 0 ? HOUR : undefined,
              elapsed: elapsedSaid,
            },
          });
          const seenAt = milliseconds(ms - old);
          known = advance(known, { reading, seenAt, receivedAt: milliseconds(ms), sequence: index + 1 });
          expect(elapsedAt(known, milliseconds(ms))).toBeGreaterThanOrEqual(most - 1e-6);
          most = elapsedAt(known, milliseconds(ms));
          expect(observedElapsed(known, milliseconds(ms))).toBeGreaterThanOrEqual(observed - 1e-6);
          observed = observedElapsed(known, milliseconds(ms));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
