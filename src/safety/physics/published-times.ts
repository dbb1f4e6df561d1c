import { celsius, type Celsius } from '../../shared/units.js';
import type { InactivationModel } from './inactivation-model.js';

/** A temperature of the core in °C, and the seconds at it that are published as enough. */
export type PublishedTime = readonly [core: number, seconds: number];

/** Where only one time is published nothing makes it shorter; any large number does. */
const NEVER_FASTER = 100;

/**
 * A table of published times as the destruction of a pathogen at a core of changing temperature, each moment counted as
 * its share of the time published for it. Between two rows the logarithm of the time is linear. Above the last row the
 * time of the last row holds. Below the first row the first slope goes on down to `creditedFrom`.
 * @param times the coolest in front
 */
export function byPublishedTimes(
  name: string,
  target: number,
  times: readonly PublishedTime[],
  creditedFrom: Celsius = celsius(times[0]![0]),
): InactivationModel {
  const rows = times.map(([core, seconds]): PublishedTime => [core, Math.log(seconds)]);
  const perSecond = (core: number) => target * Math.exp(-alongRows(rows, core));
  return {
    name,
    target,
    creditedFrom,
    z: steepest(rows),
    rate: (core) => (core >= creditedFrom ? perSecond(core) : 0),
  };
}

function alongRows(rows: readonly PublishedTime[], core: number): number {
  const last = rows.at(-1)!;
  if (core >= last[0] || rows.length === 1) return last[1];
  const above = Math.max(
    1,
    rows.findIndex(([at]) => at > core),
  );
  const [[x0, y0], [x1, y1]] = [rows[above - 1]!, rows[above]!];
  return y0 + ((y1 - y0) * (core - x0)) / (x1 - x0);
}

/** The fewest degrees between two rows that make it ten times as fast. */
function steepest(rows: readonly PublishedTime[]): number {
  const each = rows.slice(1).map(([core, log], index) => {
    const [coreBelow, logBelow] = rows[index]!;
    return ((core - coreBelow) * Math.LN10) / (logBelow - log);
  });
  return Math.min(NEVER_FASTER, ...each);
}
