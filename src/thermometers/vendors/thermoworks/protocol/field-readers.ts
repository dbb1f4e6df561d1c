import { visibleName } from '../../../../shared/printable.js';
import { celsius, fromFahrenheit, type Celsius } from '../../../../shared/units.js';
import { fieldOf } from '../../wire-values.js';

/** An instant with its zone, as Firestore writes it: up to nanoseconds. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const LONGEST_WORD = 64;

/** A name that can be shown; undefined for an empty one. */
export function nameIn(fields: unknown, name: string): string | undefined {
  const text = fieldOf(fields, name);
  return typeof text === 'string' ? visibleName(text).trim() || undefined : undefined;
}

/** A word of the vendor, in capitals; empty where there is none. */
export function wordIn(fields: unknown, name: string): string {
  const text = fieldOf(fields, name);
  return typeof text === 'string' ? text.slice(0, LONGEST_WORD).trim().toUpperCase() : '';
}

/** A finite number. Text is none, also where it looks like one. */
export function numberIn(fields: unknown, name: string): number | undefined {
  const value = fieldOf(fields, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A number within limits; null for any other. */
export function numberWithin(fields: unknown, name: string, least: number, most: number): number | null {
  const value = numberIn(fields, name);
  return value !== undefined && value >= least && value <= most ? value : null;
}

/** An instant in milliseconds since 1970; undefined where there is none. */
export function instantIn(fields: unknown, name: string): number | undefined {
  const text = fieldOf(fields, name);
  if (typeof text !== 'string' || !INSTANT.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}

/** The latest of several instants; null where there is none. */
export const latestOf = (...instants: readonly (number | undefined)[]): number | null =>
  instants.reduce<number | null>(
    (latest, instant) => (instant === undefined ? latest : Math.max(latest ?? instant, instant)),
    null,
  );

/**
 * What the sensors of this cloud can measure, in °C: a thermocouple of type K is the widest. Source: IEC 60584-1. A value
 * outside is no temperature, such as 6553.5 or 9999.
 */
const WIDEST = { lowest: -200, highest: 1372 };
/** Source: ThermoWorks, data sheets of the Pro-Series probes: −58 to 572 °F. */
const PRO_SERIES = { lowest: -50, highest: 300 };

/** What a probe of a type can measure. @param type the vendor's word */
export const rangeOf = (type: string) => (type.startsWith('PRO-SERIES') ? PRO_SERIES : WIDEST);

/**
 * A number with the unit beside it in °C, rounded to hundredths.
 * @returns null for a number without a known unit, or outside the range of the sensor
 */
export function celsiusOf(value: number | undefined, unit: string, range = WIDEST): Celsius | null {
  if (value === undefined) return null;
  const exact = CELSIUS.get(unit)?.(value);
  if (exact === undefined || exact < range.lowest || exact > range.highest) return null;
  // Adding 0 makes 0 of −0.
  return celsius(Math.round(exact * 100) / 100 + 0);
}

const CELSIUS: ReadonlyMap<string, (value: number) => number> = new Map([
  ['C', (value) => value],
  ['F', fromFahrenheit],
]);

/** A relative humidity in percent; null outside of 0 to 100. */
export const humidityOf = (value: number | undefined): number | null =>
  value !== undefined && value >= 0 && value <= 100 ? value : null;
