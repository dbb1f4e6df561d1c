import { computed, signal } from '@preact/signals';
import { kept } from '../state/kept.js';
import { language } from '../text/language.js';
import { fromCelsius, SIGNS, UNITS, type Unit } from './temperature.js';

const stored = kept('unit');
const chosen = UNITS.find((known) => known === stored.read());

/** The unit in which the page shows temperatures. */
export const unit = signal<Unit>(chosen ?? 'celsius');

/** Changes the unit, and keeps the choice in this browser. */
export function chooseUnit(next: Unit): void {
  unit.value = next;
  stored.write(next);
}

const format = computed(
  () => new Intl.NumberFormat(language.value, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);

/** A temperature in the unit and the language of the page, without the sign of the unit, such as `64.8`. */
export const temperatureNumber = (celsius: number): string =>
  format.value.format(fromCelsius(celsius, unit.value));

/** A temperature in the unit and the language of the page, such as `64.8 °C`. */
export const temperature = (celsius: number): string => `${temperatureNumber(celsius)} ${SIGNS[unit.value]}`;
