import type { StoredReading } from './reading.repository.js';
import type { Milliseconds } from '../../shared/units.js';

/** No two readings of a cook are closer than this, in milliseconds. */
const CLOSEST = 1_000;
/** Without a change, and while nothing cooks, there is one in so long, in milliseconds. */
const USUAL = 60_000;

/** A reading and the moment on the monotonic clock at which it was true. */
export interface TimedReading {
  readonly reading: StoredReading;
  readonly seenAt: Milliseconds;
}

/** Whether a reading is to be kept, given the one of the same cooker that was kept last. */
export function isDue(next: TimedReading, last: TimedReading | undefined): boolean {
  if (last === undefined || next.reading.cookId !== last.reading.cookId) return true;
  // The first state after a lost connection may be older than what was kept before it: no time has passed then.
  const passed = next.seenAt - last.seenAt;
  if (passed >= USUAL) return true;
  return next.reading.cookId !== null && passed >= CLOSEST && differs(next.reading, last.reading);
}

const differs = (one: StoredReading, other: StoredReading): boolean =>
  one.waterCenti !== other.waterCenti || one.targetCenti !== other.targetCenti || one.mode !== other.mode;
