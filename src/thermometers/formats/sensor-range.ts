import { celsius, type Celsius } from '../../shared/units.js';

/** The temperatures that a sensor can measure, in °C, both ends included. */
export interface SensorRange {
  readonly least: number;
  readonly most: number;
}

/** A temperature within the range of its sensor; null for any other, which is no temperature. */
export const within = ({ least, most }: SensorRange, value: number): Celsius | null =>
  value >= least && value <= most ? celsius(value) : null;

/** A percentage; null for a number that is none. */
export const percentage = (value: number | undefined): number | null =>
  value !== undefined && value >= 0 && value <= 100 ? value : null;

/** °F to °C as a plain number, rounded to a fraction of a degree, such as tenths with `parts` 10. */
export const fahrenheitTo = (parts: number, value: number): number =>
  // The sum with zero turns a negative zero into a plain one.
  Math.round((((value - 32) * 5) / 9) * parts) / parts + 0;
