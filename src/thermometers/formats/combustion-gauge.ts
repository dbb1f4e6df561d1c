import { celsius, type Celsius } from '../../shared/units.js';
import { wordAt } from './bytes.js';

// combustion-inc/combustion-documentation d3ada57, "Giant Grill Gauge".
const GAUGE = 3;
const SHORTEST = 19;
const SENSOR_PRESENT = 1;
const OVERHEATING = 2;
const BATTERY_LOW = 4;
const RAW = 0x1fff;

/** One of the two alarms of a gauge. */
export interface GaugeAlarm {
  readonly set: boolean;
  readonly tripped: boolean;
  readonly alarming: boolean;
  /** The limit; null where none was ever given. */
  readonly celsius: Celsius | null;
}

/** An advertisement of Combustion's gauge for a grill. */
export interface CombustionGauge {
  readonly productType: 'gauge';
  readonly serial: string;
  /** Null without a sensor. */
  readonly celsius: Celsius | null;
  readonly sensorPresent: boolean;
  readonly overheating: boolean;
  readonly batteryLow: boolean;
  readonly highAlarm: GaugeAlarm;
  readonly lowAlarm: GaugeAlarm;
}

/** Reads a gauge; null for other bytes. */
export function decodeCombustionGauge(data: Uint8Array): CombustionGauge | null {
  if (data[0] !== GAUGE || data.length < SHORTEST) return null;
  const flags = data[13]!;
  const sensorPresent = (flags & SENSOR_PRESENT) !== 0;
  return {
    productType: 'gauge',
    serial: serialOf(data),
    celsius: sensorPresent ? temperatureOf(wordAt(data, 11)!) : null,
    sensorPresent,
    overheating: (flags & OVERHEATING) !== 0,
    batteryLow: (flags & BATTERY_LOW) !== 0,
    highAlarm: alarmOf(wordAt(data, 15)!),
    lowAlarm: alarmOf(wordAt(data, 17)!),
  };
}

const alarmOf = (word: number): GaugeAlarm => ({
  set: (word & 1) !== 0,
  tripped: (word & 2) !== 0,
  alarming: (word & 4) !== 0,
  celsius: temperatureOf(word >> 3),
});

/** Raw 0 is what is sent without a temperature. */
const temperatureOf = (word: number): Celsius | null =>
  (word & RAW) === 0 ? null : celsius(((word & RAW) - 200) / 10);

/** Ten printable characters of ASCII; others, which no gauge has, are left out. */
const serialOf = (data: Uint8Array): string =>
  [...data.subarray(1, 11)]
    .filter((code) => code > 0x20 && code < 0x7f)
    .map((code) => String.fromCharCode(code))
    .join('');
