import type { MonitorReport } from '../../safety/monitor/food-monitor.js';
import type { Milliseconds } from '../../shared/units.js';

/** For so many minutes without a usable reading the last one still speaks for the present. */
const NOTABLE = 10;
/** After so many minutes a cooker without power has let the food become unsafe (the 4 h of the food-safety rule). */
const TOO_LONG = 4 * 60;

/** Whole minutes since the water was last measured. */
export const minutesSince = (measuredAt: Milliseconds, now: Milliseconds): number =>
  Math.floor(Math.max(0, now - measuredAt) / 60_000);

/** Whether nothing can be said of the present, or foretold: the water was not measured for 10 minutes. */
export const isUnmeasured = (measuredAt: Milliseconds, now: Milliseconds): boolean =>
  now - measuredAt > NOTABLE * 60_000;

/** For how long nothing was measured, and what follows; empty while readings come. */
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

/** For how many whole minutes the water was not measured; undefined while readings come. */
export const unmeasuredMinutes = (
  measuredAt: Milliseconds | undefined,
  now: Milliseconds,
): number | undefined =>
  measuredAt !== undefined && isUnmeasured(measuredAt, now) ? minutesSince(measuredAt, now) : undefined;

/** The same of a cook that is over; empty where readings came up to its end. */
export function unmeasuredAtEnd(measuredAt: Milliseconds | undefined, now: Milliseconds): string[] {
  const minutes = unmeasuredMinutes(measuredAt, now);
  return minutes === undefined ? [] : [unmeasuredUpTo(minutes)];
}

/** What a time without readings at the end of a cook means. */
export function unmeasuredUpTo(minutes: number): string {
  const start = `The water was not measured for the last ${minutes} minutes, so nothing counts as pasteurised in that time.`;
  return minutes < TOO_LONG
    ? start
    : `${start} Unless the water was at its temperature all that time, throw the food away.`;
}

/** Whether "pasteurised" holds only as of the last reading: since then, or in gaps before, 4 hours were not observed. */
export const isLongUnobserved = ({ asOf, unobserved }: MonitorReport, now: Milliseconds): boolean =>
  unobserved >= TOO_LONG || minutesSince(asOf, now) >= TOO_LONG;
