import fc from 'fast-check';
import {
  makeCookerState,
  makeCookingReading,
  makeAccount,
  makeReading,
} from '../../test/harness/readings.js';
import { milliseconds, seconds } from '../shared/units.js';
import type { CookerState, CookerTimer, LinkState, TimerProgress } from './cooker-state.js';
import { ageSeconds, isOnline, isStale, observedTimer, remainingSeconds } from './freshness.js';

const NEVER_HEARD = makeCookerState();
const at = milliseconds;

describe('The age of a reading', () => {
  const idle = makeCookerState({ reading: makeReading(), at: 10_000 });

  it('counts from the moment at which it was true, not from its receipt', () => {
    const { reading } = idle.latest!;
    const latest = { reading, seenAt: at(-5_000), receivedAt: at(10_000), sequence: 1 };
    expect(ageSeconds(makeCookerState({ latest }), at(10_000))).toBe(15);
  });

  it('is unknown without a reading, and never negative', () => {
    expect(ageSeconds(NEVER_HEARD, at(0))).toBeUndefined();
    expect(ageSeconds(idle, at(0))).toBe(0);
  });

  it('makes it stale beyond 15 s', () => {
    expect(isStale(idle, at(25_000))).toBe(false);
    expect(isStale(idle, at(25_001))).toBe(true);
  });

  it('counts as stale without a reading', () => {
    expect(isStale(NEVER_HEARD, at(0))).toBe(true);
  });
});

describe('A cooker', () => {
  const online = (cooker: CookerState, ms = 0, link: LinkState = 'connected') =>
    isOnline(makeAccount([cooker], { link }), cooker, at(ms));
  const cooking = makeCookerState({ reading: makeCookingReading() });

  it.each(['connecting', 'down', 'token-rejected'] as const)(
    'is offline while the connection is %s',
    (link) => {
      expect(online(cooking, 0, link)).toBe(false);
    },
  );

  it('counts as online before its first state', () => {
    expect(online(NEVER_HEARD, 3_600_000)).toBe(true);
  });

  it('is offline when the cloud says so, even with a fresh state', () => {
    expect(online(makeCookerState({ reading: makeReading({ online: false }) }))).toBe(false);
    expect(online(makeCookerState({ reading: makeReading({ online: true }) }))).toBe(true);
  });

  it('is offline 60 s after the last state during a cook', () => {
    expect(online(cooking, 59_999)).toBe(true);
    expect(online(cooking, 60_000)).toBe(false);
  });

  it('is offline after 60 s when it used to report while idle, and at most stale when it did not', () => {
    const idle = (frequentReports: number) => makeCookerState({ reading: makeReading(), frequentReports });
    expect(online(idle(3), 60_000)).toBe(false);
    expect(online(idle(2), 3_600_000)).toBe(true);
  });

  it('is online when an old state has just arrived', () => {
    const reading = makeCookingReading();
    const latest = { reading, seenAt: at(-3_600_000), receivedAt: at(0), sequence: 1 };
    expect(online(makeCookerState({ latest }), 1_000)).toBe(true);
  });
});

describe('The timer of a cook', () => {
  // 30 of 90 minutes have run at the moment 0.
  const cooking = makeCookerState({ reading: makeCookingReading() });
  const timed = (timer: CookerTimer, progress?: TimerProgress, known = {}) =>
    makeCookerState({ reading: makeCookingReading({ timer, ...known }), ...(progress && { progress }) });

  it('gives elapsed and remaining time at any moment between two states', () => {
    const observed = { elapsed: 1_810, remaining: 3_590, holding: 0 };
    expect(observedTimer(cooking, at(10_000))).toEqual(observed);
  });

  it('stands still once the last state is stale, except in a forecast', () => {
    const observed = { elapsed: 1_815, remaining: 3_585, holding: 0 };
    for (const ms of [15_000, 16_000, 60_000, 9_000_000])
      expect(observedTimer(cooking, at(ms))).toEqual(observed);
    expect(remainingSeconds(cooking, at(60_000))).toBe(3_540);
  });

  it('ends at its length, and what follows is holding', () => {
    const done = makeCookerState({
      reading: makeCookingReading({ mode: 'done', timer: { mode: 'completed', length: seconds(5_400) } }),
      progress: { length: seconds(5_400), zero: at(-5_500_000), elapsed: seconds(0), seenAt: at(0) },
    });
    expect(observedTimer(done, at(10_000))).toEqual({ elapsed: 5_400, remaining: 0, holding: 110 });
    expect(observedTimer(done, at(99_000))).toMatchObject({ holding: 115 });
    expect(remainingSeconds(done, at(10_000))).toBe(0);
  });

  it('holds nothing before its end', () => {
    expect(observedTimer(cooking, at(3_599_000)).holding).toBe(0);
  });

  it('has all of it left before it starts', () => {
    const waiting = timed({ mode: 'idle', length: seconds(600) }, undefined, { mode: 'preheating' });
    expect(remainingSeconds(waiting, at(99_000))).toBe(600);
    expect(observedTimer(waiting, at(99_000)).elapsed).toBe(0);
    expect(observedTimer(waiting, at(99_000)).holding).toBe(0);
  });

  it.each([
    ['nothing was heard', NEVER_HEARD],
    [
      'the cooker is idle',
      makeCookerState({ reading: makeReading({ timer: { mode: 'idle', length: seconds(600) } }) }),
    ],
    ['the cooker reported no length', timed({ mode: 'running' })],
    [
      'it holds without a timer, beside the length of the cook before',
      timed({ mode: 'idle', length: seconds(600) }, undefined, { mode: 'holding' }),
    ],
    [
      'it is unknown whether the timer has begun',
      timed({ mode: 'unknown' }, { length: seconds(600), elapsed: seconds(0) }),
    ],
  ])('is not guessed when %s', (_case, cooker) => {
    expect(remainingSeconds(cooker, at(0))).toBeUndefined();
    expect(observedTimer(cooker, at(0))).toEqual({ elapsed: undefined, remaining: undefined, holding: 0 });
  });

  it('continues through a state without elapsed time', () => {
    const known = { length: seconds(600), zero: at(0), elapsed: seconds(0) };
    expect(remainingSeconds(timed({ mode: 'unknown' }, known), at(60_000))).toBe(540);
  });

  it('is whole at every moment: what has run and what is left make its length', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (ms) => {
        const { elapsed, remaining } = observedTimer(cooking, at(ms));
        expect(elapsed! + remaining!).toBeCloseTo(5_400, 3);
        expect(Math.min(elapsed!, remaining!)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
