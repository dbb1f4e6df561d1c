import { grammar } from '../text/language.js';
import { t } from '../text/t.js';
import { differenceFromCelsius, SIGNS } from './temperature.js';
import { unit } from './unit.js';

/** A smaller difference than this, in °C, is none that counts. */
const SAME = 0.3;

/** A difference of temperatures in the unit of the page, such as `4.2 °C`. */
export const differenceInWords = (celsius: number): string =>
  `${grammar.value.number.format(Math.round(differenceFromCelsius(celsius, unit.value) * 10) / 10)} ${SIGNS[unit.value]}`;

/** The model beside the measurement. @param difference the measured core less the modelled one, in °C */
export function modelInWords(difference: number): string {
  if (Math.abs(difference) < SAME) return t('now.modelSame');
  const words = { difference: differenceInWords(Math.abs(difference)) };
  return difference < 0 ? t('now.modelAbove', words) : t('now.modelBelow', words);
}
