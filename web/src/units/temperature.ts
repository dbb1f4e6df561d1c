/** The units in which the page can show temperatures. The API always speaks of °C. */
export const UNITS = ['celsius', 'fahrenheit'] as const;
export type Unit = (typeof UNITS)[number];

/** The sign of each unit. */
export const SIGNS: Readonly<Record<Unit, string>> = { celsius: '°C', fahrenheit: '°F' };

const FAHRENHEIT_PER_DEGREE = 9 / 5;
const FREEZING_FAHRENHEIT = 32;

/** A temperature in °C as a number of the unit. */
export const fromCelsius = (celsius: number, unit: Unit): number =>
  unit === 'celsius' ? celsius : celsius * FAHRENHEIT_PER_DEGREE + FREEZING_FAHRENHEIT;

/** A number of the unit as a temperature in °C. */
export const toCelsius = (value: number, unit: Unit): number =>
  unit === 'celsius' ? value : (value - FREEZING_FAHRENHEIT) / FAHRENHEIT_PER_DEGREE;

/** A difference in °C, such as a step, as a number of the unit. */
export const differenceFromCelsius = (celsius: number, unit: Unit): number =>
  unit === 'celsius' ? celsius : celsius * FAHRENHEIT_PER_DEGREE;
