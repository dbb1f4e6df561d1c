import { celsius, fromFahrenheit, type Celsius } from '../../../../shared/units.js';
import type { ProbeKind } from '../../../thermometer.js';

/** The unit of a number: °C, °F, kelvin, or percent of humidity. */
export type Unit = 'C' | 'F' | 'K' | '%';

/** The ways in which gateways write a unit, in lower case without blanks. */
const UNITS = new Map<string, Unit>([
  ['c', 'C'],
  ['°c', 'C'],
  ['celsius', 'C'],
  ['f', 'F'],
  ['°f', 'F'],
  ['fahrenheit', 'F'],
  ['k', 'K'],
  ['kelvin', 'K'],
  ['%', '%'],
  ['percent', '%'],
]);

/** The unit that a text names; undefined for any other. */
export const unitOf = (value: unknown): Unit | undefined =>
  typeof value === 'string' ? UNITS.get(value.trim().toLowerCase()) : undefined;

/** The numbers that a sensor can measure, in °C, or percent for humidity. */
export interface ValueRange {
  readonly least: number;
  readonly most: number;
}

/** What thermocouples of grills measure, and somewhat more: −127 and 6553.5 lie outside. */
const TEMPERATURES: ValueRange = { least: -60, most: 600 };
const HUMIDITIES: ValueRange = { least: 0, most: 100 };

/** The numbers that a probe of this kind can measure. */
export const rangeOf = (kind: ProbeKind): ValueRange => (kind === 'humidity' ? HUMIDITIES : TEMPERATURES);

const TO_CELSIUS: Record<Unit, (value: number) => number> = {
  C: (value) => value,
  F: fromFahrenheit,
  K: (value) => value - 273.15,
  '%': (value) => value,
};

/** A number in a unit as °C, or as percent for humidity; null when the unit is another or no sensor measures it. */
export function measured(value: number, unit: Unit | undefined, kind: ProbeKind): Celsius | null {
  if (unit === undefined || (unit === '%') !== (kind === 'humidity')) return null;
  const { least, most } = rangeOf(kind);
  const converted = TO_CELSIUS[unit](value);
  return converted >= least && converted <= most ? celsius(converted) : null;
}

/** A number that is written as a text, such as `57.25`; undefined for any other text. */
export const numberOfText = (text: string): number | undefined =>
  /^\s*[+-]?\d{1,9}(?:\.\d{1,20})?\s*$/.test(text) ? Number(text) : undefined;
