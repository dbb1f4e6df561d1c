import { visibleName } from '../../shared/printable.js';
import { celsius, fromFahrenheit, type Celsius } from '../../shared/units.js';

/** An object from the wire; nothing else about its form is believed. */
export type WireObject = Readonly<Record<string, unknown>>;

// With a zone, since a time without one could be hours off in either direction.
const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/;
const LONGEST_ID = 128;
const ID = /^[\x21-\x7e]+$/;

/** Whether a value is an object of JSON: no list, and not null. */
export const isObject = (value: unknown): value is WireObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list, or an empty one for anything else. */
export const toList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** An own field of an object; undefined where there is none. */
export const fieldOf = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** A finite number. Text is none, also where it looks like one. */
export const toNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** A name that can be shown, or undefined for an empty one. */
export const toName = (value: unknown): string | undefined =>
  typeof value === 'string' ? visibleName(value).trim() || undefined : undefined;

/** An identity of printable characters. */
export const toId = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= LONGEST_ID && ID.test(value) ? value : undefined;

/** An ISO instant with a zone, in milliseconds since 1970. */
export function toInstant(value: unknown): number | undefined {
  if (typeof value !== 'string' || !INSTANT.test(value)) return undefined;
  const instant = Date.parse(value.replace(' ', 'T'));
  return Number.isNaN(instant) ? undefined : instant;
}

/** A span of temperatures in °C that a sensor can measure. */
export interface SensorRange {
  readonly lowest: number;
  readonly highest: number;
}

/** What a sensor says. */
export interface Measurement {
  /** In °C, rounded to hundredths; null when there is no number within the range of the sensor. */
  readonly celsius: Celsius | null;
  /** True for a number that the sensor cannot measure, such as a sentinel of 6553.5. */
  readonly impossible: boolean;
}

/** No number at all. */
export const NOTHING: Measurement = { celsius: null, impossible: false };

/** A number in °C as a measurement. Anything else, also text that looks like a number, is none. */
export function measuredCelsius(value: unknown, { lowest, highest }: SensorRange): Measurement {
  const number = toNumber(value);
  if (number === undefined) return NOTHING;
  if (number < lowest || number > highest) return { celsius: null, impossible: true };
  return { celsius: hundredths(number), impossible: false };
}

/** The same for a number in °F. */
export function measuredFahrenheit(value: unknown, range: SensorRange): Measurement {
  const number = toNumber(value);
  return number === undefined ? NOTHING : measuredCelsius(fromFahrenheit(number), range);
}

// Adding 0 makes 0 of −0.
const hundredths = (value: number): Celsius => celsius(Math.round(value * 100) / 100 + 0);
