import type { RecordedCook } from '../../cooking/record/cook-record.js';
import type { Celsius } from '../../shared/units.js';
import type { ReadingCourse } from '../readings/reading.repository.js';

/** The modes of a cooker whose timer runs or has run. */
const TIMED: ReadonlySet<string> = new Set(['cooking', 'done']);

/**
 * Index of the reading at which the food of a cook counts as put into the water: when its timer runs, and without a
 * timer when a foreign cook holds its temperature; -1 when there is none.
 */
export function foodInAt({ at, mode }: ReadingCourse, { plan, record }: RecordedCook): number {
  const started = record.bath.timerStartedAt ?? Infinity;
  const isIn = (index: number) =>
    at[index]! >= started || TIMED.has(mode[index]!) || (plan === null && mode[index] === 'holding');
  for (let index = 0; index < at.length; index++) if (isIn(index)) return index;
  return -1;
}

/** How long the heating is looked at, in ms, and how long at least. */
const [LOOK_BACK, LEAST] = [300_000, 20_000];
/** Slower heating than this, in °C a minute, may never come to the setpoint. */
const SLOWEST = 0.05;

/**
 * When water that is heated will reach its setpoint, at the mean rate of the last five minutes: wall clock, milliseconds
 * since 1970. Undefined when that cannot be predicted.
 */
export function reachesTargetAt(
  { at, waterCenti }: Pick<ReadingCourse, 'at' | 'waterCenti'>,
  target: Celsius,
): number | undefined {
  const last = at.length - 1;
  if (last < 1) return undefined;
  const missing = target - waterCenti[last]! / 100;
  if (missing <= 0) return at[last]!;
  let first = last;
  while (first > 0 && at[last]! - at[first - 1]! <= LOOK_BACK) first--;
  const passed = at[last]! - at[first]!;
  const rate = (waterCenti[last]! - waterCenti[first]!) / 100 / (passed / 60_000);
  if (passed < LEAST || !(rate >= SLOWEST)) return undefined;
  return Math.round(at[last]! + (missing / rate) * 60_000);
}
