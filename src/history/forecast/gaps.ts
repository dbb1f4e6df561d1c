import type { ReadingCourse } from '../readings/reading.repository.js';

/** Readings of a cook are stored at least once a minute, so a longer time without one, in ms, is a gap. */
export const GAP_MS = 180_000;
/** The most gaps that are named. */
const MOST_GAPS = 20;

/** A time without readings: wall clock, milliseconds since 1970. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** The gaps in a course, oldest first; of more than 20 the longest. */
export function gapsIn({ at }: Pick<ReadingCourse, 'at'>): readonly Gap[] {
  const gaps: Gap[] = [];
  for (let index = 1; index < at.length; index++)
    if (at[index]! - at[index - 1]! > GAP_MS) gaps.push({ from: at[index - 1]!, to: at[index]! });
  if (gaps.length <= MOST_GAPS) return gaps;
  const longest = gaps.toSorted((one, other) => lengthOf(other) - lengthOf(one)).slice(0, MOST_GAPS);
  return longest.toSorted((one, other) => one.from - other.from);
}

const lengthOf = ({ from, to }: Gap): number => to - from;
