import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { milliseconds } from '../shared/units.js';

/** How long work may block everything else at a time; one step more may be added. */
export const SLICE = milliseconds(10);
/** The pause between two slices of background work, which so uses a fifth of the time. */
const REST = milliseconds(40);

/** The clock and the pauses of work in time slices. */
export interface Pacing {
  /** Milliseconds on a clock that only goes forward. */
  readonly elapsed: () => number;
  /** Gives everything else a turn of the event loop. */
  readonly yield: () => Promise<unknown>;
  /** The same for background work, with a longer pause. */
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
