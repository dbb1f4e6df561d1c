import { decodeRaw } from '../../../formats/raw-format.js';
import { bytesOfHex } from '../../../formats/bytes.js';
import { percentage } from '../../../formats/sensor-range.js';
import type { Celsius } from '../../../../shared/units.js';
import { deviceInstant } from './device-instant.js';
import { USUAL_PROBE, type HeardDevice, type HeardMessage, type HeardProbe } from './heard.js';
import { valueAt, type JsonPath } from './json-path.js';
import { USUAL_TOLERANCE } from './mapping-probes.js';
import type { BytesGateway, EsphomeGateway, JsonGateway, MappedProbe } from './mapping.js';
import { measured, numberOfText, unitOf } from './measured-value.js';
import { LARGEST_PAYLOAD, payloadText } from './payload.js';

/** What gateways write where a sensor has no value: ESPHome (0123f14) `nan` or `None`, Home Assistant the others. */
const NO_VALUE = new Set(['', 'nan', 'none', 'null', 'unknown', 'unavailable']);

/** Reads a state of ESPHome: a number as text, in the topic of its sensor. */
export function readEsphome(
  gateway: EsphomeGateway,
  captures: readonly string[],
  payload: Uint8Array,
): HeardMessage {
  const probe = gateway.probes.get(captures[0] ?? '');
  if (probe === undefined) return [];
  const text = payloadText(payload)?.trim();
  const number = text === undefined ? undefined : numberOfText(text);
  if (number === undefined && !NO_VALUE.has(text?.toLowerCase() ?? 'unreadable')) return 'unreadable';
  const value = number === undefined ? null : shownBy(probe, number, undefined);
  return [device(gateway.thermometer, gateway.name, 'ESPHome', [heardProbe(probe, value)])];
}

/** Reads JSON, or a plain text where no path leads into it. @param now in milliseconds since 1970 */
export function readJson(
  gateway: JsonGateway,
  captures: readonly string[],
  payload: Uint8Array,
  now: number,
): HeardMessage {
  const text = payloadText(payload)?.trim();
  if (text === undefined) return 'unreadable';
  const document = documentOf(text);
  const isPlain = typeof document !== 'object' || document === null;
  if (isPlain && gateway.probes.some(({ path }) => path.length > 0)) return 'unreadable';
  if (typeof document === 'string' && !isWordOfNumber(document)) return 'unreadable';
  const hardwareId = gateway.thermometer ?? captures.join('-');
  const probes = gateway.probes.map((probe) => heardProbe(probe, valueIn(document, probe)));
  return [
    {
      ...device(hardwareId, nameOf(gateway, captures), 'MQTT', probes),
      at: gateway.at === null ? null : deviceInstant(valueAt(document, gateway.at), now),
      batteryPercent: percentage(numberAt(document, gateway.battery)),
      signalDbm: numberAt(document, gateway.signal) ?? null,
    },
  ];
}

/** Reads the bytes that came over the air. */
export function readBytes(
  gateway: BytesGateway,
  captures: readonly string[],
  payload: Uint8Array,
): HeardMessage {
  const bytes = gateway.encoding === 'binary' ? payload : hexIn(payload);
  if (bytes === undefined || bytes.length > LARGEST_PAYLOAD) return 'unreadable';
  const heard = decodeRaw(gateway.format, bytes, gateway.localName);
  if (heard.length === 0) return 'unreadable';
  const own = gateway.thermometer ?? captures.join('-');
  return heard.map(({ serial, model, batteryPercent, sensors }) => {
    const probes = sensors.map((sensor): HeardProbe => ({
      ...USUAL_PROBE,
      ...sensor,
      name: `Probe ${sensor.place}`,
      faulty: sensor.faulty ?? false,
      toleranceCelsius: USUAL_TOLERANCE,
    }));
    return {
      ...device(serial?.toLowerCase() ?? own, nameOf(gateway, captures), model, probes),
      batteryPercent,
    };
  });
}

const device = (
  hardwareId: string,
  name: string,
  model: string,
  probes: readonly HeardProbe[],
): HeardDevice => ({ hardwareId, name, model, batteryPercent: null, signalDbm: null, at: null, probes });

const nameOf = ({ name }: { readonly name: string }, captures: readonly string[]): string =>
  captures.length === 0 ? name : `${name} ${captures.join(' ')}`;

/** The probe of a mapping with a value. */
export const heardProbe = (probe: MappedProbe, value: Celsius | null): HeardProbe => ({
  place: probe.place,
  name: probe.name,
  kind: probe.kind,
  value,
  faulty: false,
  toleranceCelsius: probe.toleranceCelsius,
  sendsOnChange: probe.sendsOnChange,
  intervalSeconds: probe.intervalSeconds,
});

const documentOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text; // a plain word, such as nan
  }
};

const isWordOfNumber = (text: string): boolean =>
  NO_VALUE.has(text.toLowerCase()) || numberOfText(text) !== undefined;

function valueIn(document: unknown, probe: MappedProbe): Celsius | null {
  const found = valueAt(document, probe.path);
  const number = typeof found === 'string' && probe.asText ? numberOfText(found) : found;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  return shownBy(probe, number, probe.unitPath === null ? undefined : valueAt(document, probe.unitPath));
}

/** A number as this probe means it; the unit beside it counts before that of the mapping. */
function shownBy(probe: MappedProbe, number: number, unit: unknown): Celsius | null {
  if (probe.noReading.includes(number)) return null;
  return measured(number, probe.unitPath === null ? probe.unit : unitOf(unit), probe.kind);
}

function numberAt(document: unknown, path: JsonPath | null): number | undefined {
  const found = path === null ? undefined : valueAt(document, path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

const hexIn = (payload: Uint8Array): Uint8Array | undefined => {
  const text = payloadText(payload)?.replace(/[\s:-]/g, '');
  return text === undefined ? undefined : bytesOfHex(text);
};
