import type { Celsius } from '../../shared/units.js';
import { signedWordAt, wordAt } from './bytes.js';
import { fahrenheitTo, percentage, within, type SensorRange } from './sensor-range.js';

// Bluetooth-Devices/thermopro-ble 205358c. ThermoPro puts data where the company identifier should stand, so that only
// the whole of the manufacturer's data can be read.
const FOOD: SensorRange = { least: -50, most: 150 };
const AIR: SensorRange = { least: -50, most: 400 };
const INDOORS: SensorRange = { least: -50, most: 100 };
/** What the TP96x add to °C, and the TP972 to °F, so that no word is negative. */
const OFFSET_CELSIUS = 30;
const OFFSET_FAHRENHEIT = 54;
const HYGROMETER = 0xc2;

/** A wireless probe of the TP960 or TP970, with a sensor at each end. */
export interface ThermoProProbe {
  readonly kind: 'probe';
  /** Its number at the base, from 1. */
  readonly probe: number;
  readonly internalCelsius: Celsius | null;
  readonly ambientCelsius: Celsius | null;
}

/** A wireless probe of the TP972, with three sensors in the food. */
export interface ThermoProTriple {
  readonly kind: 'triple';
  readonly probe: number;
  readonly tipCelsius: Celsius | null;
  readonly centreCelsius: Celsius | null;
  readonly endCelsius: Celsius | null;
  readonly ambientCelsius: Celsius | null;
}

/** A hygrometer such as the TP357S. */
export interface ThermoProHygrometer {
  readonly kind: 'hygrometer';
  readonly celsius: Celsius | null;
  readonly humidityPercent: number | null;
}

/** What ThermoPro's thermometers send. */
export type ThermoPro = ThermoProProbe | ThermoProTriple | ThermoProHygrometer;

/**
 * Reads an advertisement; null for a name that is none of ThermoPro's or for other bytes.
 * @param localName the name in the advertisement, which begins with the model
 * @param whole the manufacturer's data from its first byte on
 */
export function decodeThermoPro(localName: string, whole: Uint8Array): ThermoPro | null {
  if (localName.startsWith('TP972')) return tripleOf(whole);
  if (/^TP9[67]/.test(localName)) return probeOf(whole);
  if (/^TP3[59]/.test(localName)) return hygrometerOf(whole);
  return null;
}

function probeOf(whole: Uint8Array): ThermoProProbe | null {
  if (whole.length < 7) return null;
  return {
    kind: 'probe',
    probe: whole[0]! + 1,
    internalCelsius: within(FOOD, wordAt(whole, 1)! - OFFSET_CELSIUS),
    ambientCelsius: within(AIR, wordAt(whole, 5)! - OFFSET_CELSIUS),
  };
}

function tripleOf(whole: Uint8Array): ThermoProTriple | null {
  if (whole.length < 17) return null;
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const sensor = (at: number) =>
    within(FOOD, fahrenheitTo(100, view.getFloat32(at, true) - OFFSET_FAHRENHEIT));
  return {
    kind: 'triple',
    probe: whole[0]! + 1,
    tipCelsius: sensor(5),
    centreCelsius: sensor(9),
    endCelsius: sensor(13),
    ambientCelsius: within(AIR, fahrenheitTo(1, wordAt(whole, 1)! - OFFSET_FAHRENHEIT)),
  };
}

function hygrometerOf(whole: Uint8Array): ThermoProHygrometer | null {
  if (whole[0] !== HYGROMETER || whole.length < 6) return null;
  const isEmpty = whole.subarray(1, 4).every((byte) => byte === 0xff);
  return {
    kind: 'hygrometer',
    celsius: isEmpty ? null : within(INDOORS, signedWordAt(whole, 1)! / 10),
    humidityPercent: isEmpty ? null : percentage(whole[3]),
  };
}
