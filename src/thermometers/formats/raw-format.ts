import type { Celsius } from '../../shared/units.js';
import type { ProbeKind } from '../thermometer.js';
import { decodeAdvertisement, type HeardSensor, type HeardThermometer } from './advertisement.js';
import { decodeInkbirdFahrenheit, decodeInkbirdNotification, type InkbirdProbes } from './inkbird.js';
import { decodeFirstMeater, decodeSecondMeater } from './meater-ble.js';
import { decodeMeaterLink, type MeaterLinkProbe } from './meater-link.js';

/** The forms in which a gateway can forward what a thermometer sent. */
export const RAW_FORMATS = [
  'advertisement',
  'meater',
  'meater-2',
  'meater-link',
  'inkbird-fff4',
  'inkbird-ff01',
] as const;

/** One of them. */
export type RawFormat = (typeof RAW_FORMATS)[number];

/**
 * Reads the bytes of a thermometer: an advertisement's manufacturer data, a notification, or a datagram.
 * @returns the thermometers in them, none for bytes of another form
 */
export function decodeRaw(format: RawFormat, bytes: Uint8Array, localName = ''): readonly HeardThermometer[] {
  switch (format) {
    case 'advertisement':
      return present(decodeAdvertisement(localName, bytes));
    case 'meater':
      return present(fromFirst(bytes));
    case 'meater-2':
      return present(fromSecond(bytes));
    case 'meater-link':
      return (decodeMeaterLink(bytes)?.probes ?? []).map(fromLink);
    case 'inkbird-fff4':
      return present(fromInkbird(decodeInkbirdNotification(bytes)));
    case 'inkbird-ff01':
      return present(fromInkbird(decodeInkbirdFahrenheit(bytes)));
  }
}

/** The format of a Bluetooth characteristic, by its UUID in lower case; undefined for every other. */
export const formatOfCharacteristic = (uuid: string): RawFormat | undefined => CHARACTERISTICS.get(uuid);

// The characteristics that hold temperatures: MEATER of the first generation (nathanfaber/meaterble c0a895b), Inkbird
// (Bluetooth-Devices/inkbird-ble 782c1e6).
const CHARACTERISTICS = new Map<string, RawFormat>([
  ['7edda774-045e-4bbf-909b-45d1991a2876', 'meater'],
  ['0000fff4-0000-1000-8000-00805f9b34fb', 'inkbird-fff4'],
  ['0000ff01-0000-1000-8000-00805f9b34fb', 'inkbird-ff01'],
]);

const present = (heard: HeardThermometer | null): readonly HeardThermometer[] => (heard ? [heard] : []);

const unnamed = (model: string, sensors: readonly HeardSensor[]): HeardThermometer => ({
  model,
  serial: null,
  batteryPercent: null,
  sensors,
});

const sensor = (place: string, kind: ProbeKind, value: Celsius | null): HeardSensor => ({
  place,
  kind,
  value,
});

function fromFirst(bytes: Uint8Array): HeardThermometer | null {
  const read = decodeFirstMeater(bytes);
  if (read === null) return null;
  const { tipCelsius, ambientCelsius } = read;
  return unnamed('MEATER', [sensor('tip', 'core', tipCelsius), sensor('ambient', 'ambient', ambientCelsius)]);
}

/** The coldest of the five counts for the food, and the sensor for the air as it is. */
function fromSecond(bytes: Uint8Array): HeardThermometer | null {
  const read = decodeSecondMeater(bytes);
  if (read === null) return null;
  const { lowestCelsius, ambientSensorCelsius } = read;
  return unnamed('MEATER Pro', [
    sensor('lowest', 'core', lowestCelsius),
    sensor('ambient', 'ambient', ambientSensorCelsius),
  ]);
}

const fromLink = (probe: MeaterLinkProbe): HeardThermometer => ({
  model: 'MEATER',
  serial: probe.deviceId,
  batteryPercent: probe.batteryPercent,
  sensors: [
    sensor('internal', 'core', probe.internalCelsius),
    sensor('ambient', 'ambient', probe.ambientCelsius),
  ],
});

const fromInkbird = (probes: InkbirdProbes | null): HeardThermometer | null =>
  probes &&
  unnamed(
    'Inkbird',
    probes.map((value, index) => sensor(`${index + 1}`, 'core', value)),
  );
