import type { Celsius } from '../../shared/units.js';
import { CookAnalyst } from './cook-analyst.js';
import type { Forecast, TrackedReading } from './cook-forecast.js';

export { CookAnalyst } from './cook-analyst.js';
export type * from './cook-forecast.js';
export { COVERAGE, MARGINS, type Margin, type Margins, type Stage } from './calibration.js';

/** What `analyse` has to know beside the readings of the core. */
export interface AnalyseOptions {
  /** The core temperature to reach; without one there are rate, phase and events, and no interval. */
  readonly target?: Celsius | undefined;
  /** The instant of the forecast, in milliseconds since 1970. Readings after it are left out. */
  readonly now: number;
  /** Readings of the air (or water) around the food, oldest first. */
  readonly ambient?: readonly TrackedReading[];
}

/**
 * The forecast of a cook from all of its readings, oldest first. A `CookAnalyst` that was fed the same readings one by
 * one gives the same forecast; this rebuilds it after a restart.
 */
export function analyse(readings: readonly TrackedReading[], options: AnalyseOptions): Forecast {
  return analystOf(readings, options).forecast(options.now);
}

/** A `CookAnalyst` that has seen these readings until `now`, in the order of their instants. */
export function analystOf(core: readonly TrackedReading[], options: AnalyseOptions): CookAnalyst {
  const analyst = new CookAnalyst(options.target);
  const { ambient = [], now } = options;
  let next = 0;
  const takeAmbient = (until: number): void => {
    for (; next < ambient.length && ambient[next]!.at <= until; next++) analyst.takeAmbient(ambient[next]!);
  };
  for (const reading of core) {
    if (reading.at > now) break;
    takeAmbient(reading.at);
    analyst.takeCore(reading);
  }
  takeAmbient(now);
  return analyst;
}
