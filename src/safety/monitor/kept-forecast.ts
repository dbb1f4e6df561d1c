import { seconds, type Seconds } from '../../shared/units.js';
import { lasting, type WaterReading } from './course.js';

/** The steps, in seconds, in which a forecast is worked out: it is at most one step too long. */
export const FORECAST_STEP = 15;
/** For how long a forecast is kept at most, in milliseconds. */
const LONGEST_KEPT = 60_000;
/** How far above its setpoint water may be that a forecast counts as no warmer than it, in °C. */
const MOST_ABOVE = 0.5;

/** How long the food still needed, as it was worked out at a reading of the water. */
export interface KeptForecast {
  readonly of: WaterReading;
  readonly missing: Seconds;
}

/** Whether a reading is what a forecast at the one before counts on; any other ends the forecast. */
export const isAsForeseen = (before: WaterReading, { water, target }: WaterReading): boolean =>
  target === before.target && Math.min(water, target) === lasting(before) && water <= target + MOST_ABOVE;

/** What is left of a forecast at a reading as foreseen; undefined where it has to be worked out anew. */
export function leftOf({ of, missing }: KeptForecast, { at }: WaterReading): Seconds | undefined {
  const passed = at - of.at;
  const left = missing - passed / 1000;
  return passed <= LONGEST_KEPT && left > 0 ? seconds(left) : undefined;
}
