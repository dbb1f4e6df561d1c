import { celsius, type Celsius } from '../../shared/units.js';
import type { ProbeKind } from '../thermometer.js';
import { wordAt } from './bytes.js';
import type { CombustionGauge } from './combustion-gauge.js';
import type { CombustionProbe } from './combustion-probe.js';
import { COMBUSTION_COMPANY, decodeCombustion } from './combustion.js';
import { decodeInkbirdAdvertisement } from './inkbird.js';
import { decodeThermoPro, type ThermoPro } from './thermopro.js';

/** One sensor of a thermometer that was heard, with what it shows. */
export interface HeardSensor {
  /** Its place at the thermometer, of `[a-z0-9-]`. */
  readonly place: string;
  readonly kind: ProbeKind;
  /** °C, or percent for humidity; null when the thermometer says that it has no reading. */
  readonly value: Celsius | null;
  /** True when the thermometer says that the sensor does not work. */
  readonly faulty?: boolean;
}

/** A thermometer that was heard. */
export interface HeardThermometer {
  readonly model: string;
  /** Its serial number, where it sends one; otherwise its Bluetooth address names it. */
  readonly serial: string | null;
  /** Charge of the battery, where it sends one. */
  readonly batteryPercent: number | null;
  readonly sensors: readonly HeardSensor[];
}

/**
 * Reads the advertisement of a wireless thermometer.
 * @param localName the name in it; empty where it has none
 * @param whole the manufacturer's data, beginning with the two bytes of the company identifier
 * @returns null for every other device
 */
export function decodeAdvertisement(localName: string, whole: Uint8Array): HeardThermometer | null {
  const thermoPro = decodeThermoPro(localName, whole);
  if (thermoPro) return fromThermoPro(localName, thermoPro);
  if (/^[ix]BBQ/.test(localName)) return fromInkbird(whole);
  if (wordAt(whole, 0) !== COMBUSTION_COMPANY) return null;
  const combustion = decodeCombustion(whole.subarray(2));
  if (combustion === null) return null;
  return combustion.productType === 'gauge' ? fromGauge(combustion) : fromCombustion(combustion);
}

function fromCombustion(probe: CombustionProbe): HeardThermometer | null {
  if (probe.serial === null) return null;
  return {
    model: 'Combustion Predictive Thermometer',
    serial: probe.serial,
    batteryPercent: null,
    sensors: sensorsOf(probe),
  };
}

/** In instant read the probe is not in its usual place, so that its other readings say nothing. */
function sensorsOf({ readings, mode }: CombustionProbe): HeardSensor[] {
  if (readings !== null && 'instant' in readings)
    return [{ place: 'instant', kind: 'core', value: readings.instant }];
  return (['core', 'surface', 'ambient'] as const).map((place) => ({
    place,
    kind: place,
    value: readings === null ? null : readings[place],
    ...(mode === 'error' ? { faulty: true } : {}),
  }));
}

const fromGauge = (gauge: CombustionGauge): HeardThermometer => ({
  model: 'Combustion Giant Grill Gauge',
  serial: gauge.serial === '' ? null : gauge.serial,
  batteryPercent: null,
  sensors: [{ place: 'gauge', kind: 'ambient', value: gauge.celsius }],
});

function fromInkbird(whole: Uint8Array): HeardThermometer | null {
  const probes = decodeInkbirdAdvertisement(whole);
  return (
    probes && {
      model: 'Inkbird iBBQ',
      serial: null,
      batteryPercent: null,
      sensors: probes.map((value, index) => ({ place: `${index + 1}`, kind: 'core', value })),
    }
  );
}

const fromThermoPro = (localName: string, heard: ThermoPro): HeardThermometer => ({
  model: `ThermoPro ${localName.split(' ')[0]!.slice(0, 12)}`,
  serial: null,
  batteryPercent: null,
  sensors: thermoProSensors(heard),
});

function thermoProSensors(heard: ThermoPro): HeardSensor[] {
  switch (heard.kind) {
    case 'probe':
      return [
        { place: `${heard.probe}-internal`, kind: 'core', value: heard.internalCelsius },
        { place: `${heard.probe}-ambient`, kind: 'ambient', value: heard.ambientCelsius },
      ];
    case 'triple':
      return [
        { place: `${heard.probe}-tip`, kind: 'core', value: heard.tipCelsius },
        { place: `${heard.probe}-centre`, kind: 'core', value: heard.centreCelsius },
        { place: `${heard.probe}-end`, kind: 'core', value: heard.endCelsius },
        { place: `${heard.probe}-ambient`, kind: 'ambient', value: heard.ambientCelsius },
      ];
    case 'hygrometer': {
      const { humidityPercent } = heard;
      return [
        { place: 'ambient', kind: 'ambient', value: heard.celsius },
        {
          place: 'humidity',
          kind: 'humidity',
          // The type of a reading has one field for both.
          value: humidityPercent === null ? null : celsius(humidityPercent),
        },
      ];
    }
  }
}
