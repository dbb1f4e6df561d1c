import { pageTime } from './clock.js';

/** A value with the age it had when it arrived: from then on it ages by the clock of the page. */
export interface Aged {
  /** Age in seconds at `at`; null when the age is not known. */
  readonly ageSeconds: number | null;
  /** The time of the page when it arrived, in milliseconds. */
  readonly at: number;
}

/** The age of a value in seconds at a time of the page. */
export const ageAt = ({ ageSeconds, at }: Aged, time: number): number | null =>
  ageSeconds === null ? null : ageSeconds + Math.max(0, time - at) / 1_000;

/** The age of a value in seconds now. What reads it is drawn again every second. */
export const agedAt = (value: Aged): number | null => ageAt(value, pageTime.value);

/** The server calls older readings stale, in seconds. */
const STALE = 15;

/** Whether a value is too old to be taken for the present one, or of unknown age. */
export function isOld(value: Aged): boolean {
  const seconds = agedAt(value);
  return seconds === null || seconds > STALE;
}
