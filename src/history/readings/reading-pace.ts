import type { StoredReading } from './reading.repository.js';
import type { Milliseconds } from '../../shared/units.js';

/** The least time between two stored readings of a cook, in milliseconds. */
const CLOSEST = 1_000;
/** The time between two stored readings without a change, or while nothing cooks, in milliseconds. */
const USUAL = 60_000;

/** A reading and the moment on the monotonic clock at which it was true. */
export interface TimedReading {
  readonly reading: StoredReading;
  readonly seenAt: Milliseconds;
}

/** Whether a reading is stored, given the last stored one of the same cooker. */
export function isDue(next: TimedReading, last: TimedReading | undefined): boolean {
  if (last === undefined || next.reading.cookId !== last.reading.cookId) return true;
  // The first state after a lost connection may be older than the last stored reading: then no time has passed.
  const passed = next.seenAt - last.seenAt;
  if (passed >= USUAL) return true;
  return next.reading.cookId !== null && passed >= CLOSEST && differs(next.reading, last.reading);
}

const differs = (one: StoredReading, other: StoredReading): boolean =>
  one.waterCenti !== other.waterCenti || one.targetCenti !== other.targetCenti || one.mode !== other.mode;
