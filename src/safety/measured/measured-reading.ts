import { celsius, type Celsius } from '../../shared/units.js';
import { GROWTH_FROM, GROWTH_UP_TO } from '../forecast.js';

/** Across a longer gap between two readings nothing counts as killed, in ms. As in water that is not measured. */
export const LONGEST_GAP = 10 * 60_000;
/** A longer gap is one in which the core was not observed, in ms. As in water that is not measured. */
export const BLIND_GAP = 60 * 60_000;
/** From so many ms of it on, what was known before holds only as of the last reading. */
export const LONG_BLIND = 4 * 3600_000;

/** One reading of a core. */
export interface CoreReading {
  /** When it was measured, in milliseconds since 1970. */
  readonly at: number;
  /** In °C; null when the sensor has no reading. */
  readonly celsius: number | null;
  /** Whether it came more than 2 minutes late, or from an archive: it is shown, and credits no kill. */
  readonly late: boolean;
  /** True when the probe is not in the food: what it reads is the air, and says nothing of the core. */
  readonly outside?: boolean;
}

/** The coldest that a core is by a sensor that may be off by so many degrees. */
export const coldestCore = (reading: number, tolerance: number): Celsius => celsius(reading - tolerance);

/** Whether bacteria may grow in a core that reads so: anywhere within the tolerance of its sensor. */
export const mayGrow = (reading: number, tolerance: number): boolean =>
  reading - tolerance < GROWTH_UP_TO && reading + tolerance >= GROWTH_FROM;

/** Whether bacteria may grow in a core on its way from one reading to another: at either end, or between them. */
export const mayPassThroughGrowth = (one: number, other: number, tolerance: number): boolean =>
  Math.min(one, other) - tolerance < GROWTH_UP_TO && Math.max(one, other) + tolerance >= GROWTH_FROM;
