import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { milliseconds } from '../shared/units.js';

/** How long work may hold up everything else at a time, in milliseconds. One step of it more may be added. */
export const SLICE = milliseconds(10);
/** Of work that nothing waits for, the rest between two slices, in milliseconds: a fifth of the time is worked. */
const REST = milliseconds(40);

/** How work that is done in slices takes its turns. */
export interface Pacing {
  /** Milliseconds on a clock that only goes forward. */
  readonly elapsed: () => number;
  /** Lets everything else have its turn. */
  readonly yield: () => Promise<unknown>;
  /** The same for work that nothing waits for. */
  readonly rest: () => Promise<unknown>;
}

export const REAL_PACING: Pacing = {
  elapsed: () => performance.now(),
  yield: () => nextTurn(),
  rest: () => pause(REST, undefined, { ref: false }),
};

/** Thrown by work that was cancelled. */
export class CancelledError extends Error {}

/**
 * Does work step by step, with a turn for everything else whenever a slice is full.
 * @param signal cancels it at the end of a slice, with a CancelledError
 */
export async function inTimeSlices<Result>(
  work: Generator<unknown, Result>,
  { elapsed, rest }: Pick<Pacing, 'elapsed' | 'rest'>,
  signal: AbortSignal,
): Promise<Result> {
  for (let began = elapsed(); ;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (elapsed() - began < SLICE) continue;
    await rest();
    if (signal.aborted) throw new CancelledError('cancelled');
    began = elapsed();
  }
}

/** Does work in one go. */
export function atOnce<Result>(work: Generator<unknown, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
