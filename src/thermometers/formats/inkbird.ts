import type { Celsius } from '../../shared/units.js';
import { signedWordAt, wordAt } from './bytes.js';
import { fahrenheitTo, within, type SensorRange } from './sensor-range.js';

// Bluetooth-Devices/inkbird-ble 782c1e6 and theengs/decoder d6fdd205. Each of them reads one of the two words for an
// empty place as a temperature.
const RANGE: SensorRange = { least: -50, most: 350 };
/** An empty place: −1.0 if it were a temperature; and −0.1, which is sent just after switching on. */
const EMPTY = new Set([0xfff6, 0xffff]);
/** An empty place of the IDT-34c-B. */
const EMPTY_FAHRENHEIT = 0x7ffe;
/** How many places the models have. */
const PLACES = new Set([1, 2, 4, 6]);
const ADDRESS_LENGTH = 6;

/** The temperature at each place of a thermometer, null for an empty one. */
export type InkbirdProbes = readonly (Celsius | null)[];

/**
 * Reads an advertisement of an iBBQ thermometer; null for other bytes.
 * @param whole the manufacturer's data with the two bytes of the company identifier, which is 0, or 1 at the IBT-2X
 */
export function decodeInkbirdAdvertisement(whole: Uint8Array): InkbirdProbes | null {
  const isHead = whole.length >= 4 && whole[0]! <= 1 && whole[1] === 0 && whole[2] === 0 && whole[3] === 0;
  return isHead ? wordsOf(whole.subarray(4 + ADDRESS_LENGTH)) : null;
}

/** Reads a notification of characteristic FFF4: the places without a head; null for other bytes. */
export const decodeInkbirdNotification = (data: Uint8Array): InkbirdProbes | null => wordsOf(data);

/** Reads a notification of characteristic ff01 (IDT-34c-B), in tenths of °F; null for other bytes. */
export function decodeInkbirdFahrenheit(data: Uint8Array): InkbirdProbes | null {
  const count = Math.floor(data.length / 2);
  if (!PLACES.has(count)) return null;
  return Array.from({ length: count }, (_, place) => {
    const word = signedWordAt(data, 2 * place)!;
    return word === EMPTY_FAHRENHEIT ? null : within(RANGE, fahrenheitTo(10, word / 10));
  });
}

function wordsOf(data: Uint8Array): InkbirdProbes | null {
  const count = data.length / 2;
  if (!PLACES.has(count)) return null;
  return Array.from({ length: count }, (_, place) =>
    EMPTY.has(wordAt(data, 2 * place)!) ? null : within(RANGE, signedWordAt(data, 2 * place)! / 10),
  );
}
