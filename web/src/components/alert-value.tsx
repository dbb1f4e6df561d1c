import type { AlertDto } from '../../../src/alerts/dto/alert.dto.js';
import type { SeenAlert } from '../state/alerts.js';
import { duration } from '../text/duration.js';
import { grammar } from '../text/language.js';
import { differenceFromCelsius, SIGNS } from '../units/temperature.js';
import { temperature, unit } from '../units/unit.js';
import { Age } from './age.js';

/** A number of a fact in words, in the unit of the page where it is a temperature. */
export function factInWords(value: number, factUnit: AlertDto['unit']): string {
  const number = (one: number) => grammar.value.number.format(Math.round(one * 10) / 10);
  if (factUnit === '°C') return temperature(value);
  if (factUnit === '°C/h')
    return `${number(differenceFromCelsius(value, unit.value))} ${SIGNS[unit.value]}/h`;
  return factUnit === 'min' ? duration(value) : `${number(value)} ${factUnit ?? ''}`;
}

/** The last value that an alert was observed with, and its age. */
export function AlertValue({ of: seen }: { readonly of: SeenAlert }) {
  const { value, unit: factUnit } = seen.alert;
  return (
    <>
      {value !== null && <b>{factInWords(value, factUnit)} </b>}
      {seen.ageSeconds !== null && <Age of={seen} />}
    </>
  );
}
