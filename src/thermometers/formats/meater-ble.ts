import type { Celsius } from '../../shared/units.js';
import { signedWordAt, wordAt } from './bytes.js';
import { within, type SensorRange } from './sensor-range.js';

// nathanfaber/meaterble c0a895b, anjo03/meater-ble e1b3f51 (first generation) and nebhead/PiFire ce7c6cb (second);
// the half degree that several readers add is the rounding of a division to whole degrees, and is left out here.

// The vendor gives 100 and 105 °C for food, 275 °C (first generation) and 500 to 538 °C (second) for the air.
const FOOD: SensorRange = { least: -50, most: 150 };
const AIR_FIRST: SensorRange = { least: -50, most: 400 };
const AIR_SECOND: SensorRange = { least: -50, most: 600 };

/** A reading of a first probe (MEATER, MEATER Plus, Block). */
export interface FirstMeater {
  readonly tipSixteenths: number;
  readonly ambientSixteenths: number;
  readonly tipCelsius: Celsius | null;
  readonly ambientCelsius: Celsius | null;
}

/** Reads characteristic 7edda774-045e-4bbf-909b-45d1991a2876; null for fewer than six bytes. */
export function decodeFirstMeater(data: Uint8Array): FirstMeater | null {
  const [tip, ra, oa] = [0, 2, 4].map((at) => wordAt(data, at));
  if (tip === undefined || ra === undefined || oa === undefined) return null;
  const ambient = tip + Math.max(0, Math.trunc(((ra - Math.min(48, oa)) * 9424) / 1487));
  return {
    tipSixteenths: tip,
    ambientSixteenths: ambient,
    tipCelsius: within(FOOD, tip / 16),
    ambientCelsius: within(AIR_FIRST, ambient / 16),
  };
}

/** Reads the battery of a first probe, in percent; null for fewer than two bytes. */
export function decodeMeaterBattery(data: Uint8Array): number | null {
  const word = wordAt(data, 0);
  return word === undefined ? null : Math.min(100, word * 10);
}

/** A reading of a second probe (MEATER Pro, 2 Plus): five sensors along the probe, and one for the air. */
export interface SecondMeater {
  readonly internalsThirtySeconds: readonly number[];
  readonly internalsCelsius: readonly (Celsius | null)[];
  /** The coldest of the five, which the vendor shows; null as soon as one of them has no reading. */
  readonly lowestCelsius: Celsius | null;
  /** What the sensor for the air measures. */
  readonly ambientSensorCelsius: Celsius | null;
  /** What the vendor's app makes of it: a fifth more than its distance from the fifth sensor. */
  readonly ambientExtrapolatedCelsius: Celsius | null;
}

/** Reads the temperatures of service c9e2746c-59f1-4e54-a0dd-e1e54555cf8b; null for fewer than twelve bytes. */
export function decodeSecondMeater(data: Uint8Array): SecondMeater | null {
  const words = [0, 2, 4, 6, 8, 10].map((at) => signedWordAt(data, at));
  const [ambient, ...internals] = [words[5], ...words.slice(0, 5)];
  if (ambient === undefined || !internals.every((word) => word !== undefined)) return null;
  const last = internals[4]!;
  const internalsCelsius = internals.map((word) => within(FOOD, word / 32));
  const ambientSensorCelsius = within(AIR_SECOND, ambient / 32);
  const extrapolated = last + Math.floor(((ambient - last) * 12) / 10);
  const known = ambientSensorCelsius !== null && internalsCelsius[4] !== null;
  return {
    internalsThirtySeconds: internals,
    internalsCelsius,
    lowestCelsius: internalsCelsius.includes(null) ? null : within(FOOD, Math.min(...internals) / 32),
    ambientSensorCelsius,
    ambientExtrapolatedCelsius: known ? within(AIR_SECOND, extrapolated / 32) : null,
  };
}
