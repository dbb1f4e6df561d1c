import { setImmediate } from 'node:timers/promises';
import type { CoreReplay } from '../../safety/monitor/core-replay.js';
import { celsius } from '../../shared/units.js';
import type { ReadingCourse } from '../readings/reading.repository.js';
import { GAP_MS } from './gaps.js';

/** The modelled core at a moment: wall clock, milliseconds since 1970. */
export interface CorePoint {
  readonly at: number;
  readonly core: number;
}

/** A part of the course in which the water counts as one temperature, up to `at`. */
interface Stretch {
  readonly at: number;
  readonly water: number;
  readonly heated: boolean;
  /** Whether it covers a gap. */
  readonly gap: boolean;
}

/** Readings within so many ms count as the coldest of them: a day has 5,760 such stretches, and no more. */
const STRETCH_MS = 15_000;
/** A timer that was further off than this after a gap, in seconds, did not run all through it. */
const TIMER_TOLERANCE = 60;
/** The most points, two of which are kept for each gap. */
const MOST_POINTS = 160;
/** After so many stretches, which take a few milliseconds, other requests have their turn. */
const SLICE = 250;

/**
 * The core of a food over the measured water, at most 200 points. Other work runs in between.
 * @param replay the food as it goes into the water
 * @param first index of the reading at which it goes in
 */
export async function measuredCore(
  replay: CoreReplay,
  course: ReadingCourse,
  first: number,
): Promise<readonly CorePoint[]> {
  const points: CorePoint[] = [];
  const every = (course.at.at(-1)! - course.at[first]!) / MOST_POINTS;
  let [due, steps] = [-Infinity, 0];
  let last: CorePoint | undefined;
  const keep = (point: CorePoint | undefined) => {
    if (point !== undefined && point.at !== points.at(-1)?.at) points.push(point);
  };
  for (const { at, water, heated, gap } of stretchesOf(course, first)) {
    if (gap) keep(last);
    replay.follow({ at, water: celsius(water) }, heated);
    last = { at, core: replay.core };
    if (gap || at >= due) {
      keep(last);
      due = at + every;
    }
    if (++steps % SLICE === 0) await setImmediate();
  }
  keep(last);
  return points;
}

function* stretchesOf(course: ReadingCourse, first: number): Generator<Stretch> {
  const { at, waterCenti } = course;
  for (let index = first; index < at.length;) {
    let [end, coldest] = [index, waterCenti[index]!];
    // The first reading stands alone: there the food goes in.
    while (index > first && end + 1 < at.length && at[end + 1]! - at[index]! < STRETCH_MS)
      coldest = Math.min(coldest, waterCenti[++end]!);
    const gap = index > first && at[index]! - at[index - 1]! > GAP_MS;
    yield { at: at[end]!, water: coldest / 100, heated: !gap || timerRanOn(course, index), gap };
    index = end + 1;
  }
}

/** Whether the timer was not interrupted in the gap before a reading; true where that is not known. */
function timerRanOn({ at, remainingSeconds }: ReadingCourse, index: number): boolean {
  const [before, after] = [remainingSeconds[index - 1]!, remainingSeconds[index]!];
  if (Number.isNaN(before) || Number.isNaN(after)) return true;
  const expected = Math.max(0, before - (at[index]! - at[index - 1]!) / 1000);
  return Math.abs(after - expected) <= TIMER_TOLERANCE;
}
