import { celsius, type Celsius } from '../../shared/units.js';
import { bitsAt } from './bytes.js';

// combustion-inc/combustion-documentation d3ada57, "Advertising Data"; the hop count as in the vendor's
// combustion-android-ble 83eab7f, which takes the two highest bits.
const PROBE = 1;
const NODE = 2;
/** Older firmware sends 22 bytes; newer ones append the preferences of the probe. */
const SHORTEST = 22;
const SENSORS = 8;
const BITS_OF_SENSOR = 13;
const FIRST_SENSOR_BIT = 5 * 8;
const MODES = ['normal', 'instantRead', 'reserved', 'error'] as const;

/** What the eight sensors of a probe show: all of them, one temperature in T1, or nothing. */
export type CombustionMode = (typeof MODES)[number];

/** The temperatures that count, by what they measure; a place whose sensor is not named is null. */
export type CombustionReadings =
  | { readonly core: Celsius | null; readonly surface: Celsius | null; readonly ambient: Celsius | null }
  | { readonly instant: Celsius };

/** An advertisement of a probe, sent by itself or repeated by a node. */
export interface CombustionProbe {
  readonly productType: 'probe' | 'node';
  /** The serial number of the probe, as 8 hexadecimal digits; null at a node that repeats none. */
  readonly serial: string | null;
  readonly mode: CombustionMode;
  readonly colorId: number;
  /** The number that the person gave the probe, from 1. */
  readonly probeNumber: number;
  readonly batteryLow: boolean;
  /** T1 (tip) to T8 as they were sent. They are temperatures in normal mode only. */
  readonly sensorsCelsius: readonly Celsius[];
  readonly rawSensors: readonly number[];
  /** The sensor that the probe itself takes for the core, the surface and the air, such as T2. */
  readonly virtualCore: string | null;
  readonly virtualSurface: string | null;
  readonly virtualAmbient: string | null;
  /** Null in the modes `error` and `reserved`, and where a node repeats nothing. */
  readonly readings: CombustionReadings | null;
  /** How many nodes it came through; only where a node repeats a probe. */
  readonly hops?: number;
}

/** Reads a probe or a node; null for other bytes. */
export function decodeCombustionProbe(data: Uint8Array): CombustionProbe | null {
  const product = data[0];
  if ((product !== PROBE && product !== NODE) || data.length < SHORTEST) return null;
  const serial = serialOf(data);
  const rawSensors = Array.from({ length: SENSORS }, (_, sensor) =>
    bitsAt(data, FIRST_SENSOR_BIT + sensor * BITS_OF_SENSOR, BITS_OF_SENSOR),
  );
  const sensorsCelsius = rawSensors.map((raw) => celsius((raw - 400) / 20));
  const mode = MODES[data[18]! & 3]!;
  const places = placesOf(data[19]!);
  return {
    productType: product === NODE ? 'node' : 'probe',
    serial,
    mode,
    colorId: (data[18]! >> 2) & 7,
    probeNumber: (data[18]! >> 5) + 1,
    batteryLow: (data[19]! & 1) === 1,
    sensorsCelsius,
    rawSensors,
    virtualCore: nameOf(places.core),
    virtualSurface: nameOf(places.surface),
    virtualAmbient: nameOf(places.ambient),
    readings: serial === null ? null : readingsOf(mode, sensorsCelsius, places),
    ...(product === NODE && serial !== null ? { hops: (data[20]! >> 6) + 1 } : {}),
  };
}

/** Which sensor stands for what, as its index; null for a number that names no sensor. */
interface Places {
  readonly core: number | null;
  readonly surface: number;
  readonly ambient: number;
}

const placesOf = (flags: number): Places => {
  const core = (flags >> 1) & 7;
  return {
    core: core <= 5 ? core : null,
    surface: 3 + ((flags >> 4) & 3),
    ambient: 4 + ((flags >> 6) & 3),
  };
};

const nameOf = (sensor: number | null): string | null => (sensor === null ? null : `T${sensor + 1}`);

function serialOf(data: Uint8Array): string | null {
  const digits = [4, 3, 2, 1].map((at) => data[at]!.toString(16).padStart(2, '0')).join('');
  return digits === '00000000' ? null : digits.toUpperCase();
}

function readingsOf(
  mode: CombustionMode,
  sensors: readonly Celsius[],
  places: Places,
): CombustionReadings | null {
  switch (mode) {
    case 'normal':
      return {
        core: places.core === null ? null : sensors[places.core]!,
        surface: sensors[places.surface]!,
        ambient: sensors[places.ambient]!,
      };
    case 'instantRead':
      return { instant: sensors[0]! };
    case 'reserved':
    case 'error':
      return null;
  }
}
