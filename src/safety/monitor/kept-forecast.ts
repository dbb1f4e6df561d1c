import { seconds, type Seconds } from '../../shared/units.js';
import { lasting, type Course, type WaterReading } from './course.js';

/** The steps, in seconds, in which a forecast is worked out: it is at most one step too long. */
export const FORECAST_STEP = 15;
/** For how long a forecast is kept at most, in milliseconds. */
const LONGEST_KEPT = 60_000;
/** How long the food still needed, as it was worked out at a reading of the water. */
export interface KeptForecast {
  readonly of: WaterReading;
  /** `unseen` of the course then. */
  readonly unseen: number;
  readonly missing: Seconds;
}

/**
 * What is left of a forecast at the last reading; undefined where it has to be worked out anew. It is kept while the
 * water is what it counts on, which is as warm as its setpoint also where it is warmer.
 */
export function leftOf({ of, unseen, missing }: KeptForecast, course: Course): Seconds | undefined {
  const { last } = course;
  const passed = last.at - of.at;
  const isAsForeseen = last.target === of.target && lasting(last) === lasting(of) && course.unseen === unseen;
  const left = missing - passed / 1000;
  return isAsForeseen && passed <= LONGEST_KEPT && left > 0 ? seconds(left) : undefined;
}
