import { fromCelsius, toCelsius, type Unit } from './temperature.js';
import { enteredNumber } from './number-entry.js';

/** A temperature as a person entered it. A change of the unit changes the text, never the temperature. */
export interface EnteredTemperature {
  readonly text: string;
  readonly unit: Unit;
  /** Undefined while the text is empty, NaN while it is no number. */
  readonly celsius: number | undefined;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** What a person typed in a unit. Of °F the nearest tenth of a °C counts, since cookers know no finer steps. */
export function typedTemperature(text: string, unit: Unit): EnteredTemperature {
  const value = enteredNumber(text);
  if (value === undefined) return { text, unit, celsius: undefined };
  return { text, unit, celsius: unit === 'celsius' ? value : tenths(toCelsius(value, unit)) };
}

/** A temperature that fills the form. */
export const temperatureOf = (celsius: number, unit: Unit): EnteredTemperature => ({
  text: String(tenths(fromCelsius(celsius, unit))),
  unit,
  celsius,
});

/** The same temperature in another unit. A text that is no number stays as it is. */
export function inUnit(entered: EnteredTemperature, unit: Unit): EnteredTemperature {
  const { celsius } = entered;
  if (entered.unit === unit) return entered;
  return celsius === undefined || Number.isNaN(celsius) ? { ...entered, unit } : temperatureOf(celsius, unit);
}
