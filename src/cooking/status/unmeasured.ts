import type { MonitorReport } from '../../safety/monitor/food-monitor.js';
import type { Milliseconds } from '../../shared/units.js';

/** For this many minutes without a usable reading, the last one still counts as present. */
const NOTABLE = 10;
/** After this many minutes without power the food has become unsafe (the 4 h of the food-safety rule). */
const TOO_LONG = 4 * 60;

/** Whole minutes since the water was last measured. */
export const minutesSince = (measuredAt: Milliseconds, now: Milliseconds): number =>
  Math.floor(Math.max(0, now - measuredAt) / 60_000);

/** Whether the water was unmeasured for 10 minutes, so that the present is unknown and there is no forecast. */
export const isUnmeasured = (measuredAt: Milliseconds, now: Milliseconds): boolean =>
  now - measuredAt > NOTABLE * 60_000;

/** The warning that the water is not measured; empty while readings arrive. */
export function unmeasuredWarning(measuredAt: Milliseconds | undefined, now: Milliseconds): string[] {
  if (measuredAt === undefined || !isUnmeasured(measuredAt, now)) return [];
  const minutes = minutesSince(measuredAt, now);
  const start = `The water has not been measured for ${minutes} minutes, so nothing counts as pasteurised in that time and no finish time can be predicted.`;
  return [
    minutes < TOO_LONG
      ? `${start} Look at the cooker: check that the water is hot and the cooker is running.`
      : `${start} Look at the cooker: unless the water is still at its temperature, throw the food away.`,
  ];
}

/** The whole minutes for which the water was not measured; undefined while readings arrive. */
export const unmeasuredMinutes = (
  measuredAt: Milliseconds | undefined,
  now: Milliseconds,
): number | undefined =>
  measuredAt !== undefined && isUnmeasured(measuredAt, now) ? minutesSince(measuredAt, now) : undefined;

/** The same for a cook that is over; empty when readings arrived up to its end. */
export function unmeasuredAtEnd(measuredAt: Milliseconds | undefined, now: Milliseconds): string[] {
  const minutes = unmeasuredMinutes(measuredAt, now);
  return minutes === undefined ? [] : [unmeasuredUpTo(minutes)];
}

/** The consequence of a time without readings at the end of a cook. */
export function unmeasuredUpTo(minutes: number): string {
  const start = `The water was not measured for the last ${minutes} minutes, so nothing counts as pasteurised in that time.`;
  return minutes < TOO_LONG
    ? start
    : `${start} Unless the water was at its temperature all that time, throw the food away.`;
}

/** Whether "pasteurised" holds only as of the last reading: since then, or in gaps before, 4 hours were not observed. */
export const isLongUnobserved = ({ asOf, unobserved }: MonitorReport, now: Milliseconds): boolean =>
  unobserved >= TOO_LONG || minutesSince(asOf, now) >= TOO_LONG;
