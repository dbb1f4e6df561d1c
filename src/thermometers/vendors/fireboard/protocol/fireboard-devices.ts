import {
  fieldOf,
  isObject,
  measuredCelsius,
  measuredFahrenheit,
  NOTHING,
  toId,
  toInstant,
  toList,
  toName,
  toNumber,
  type Measurement,
  type SensorRange,
} from '../../wire-values.js';

/** One reading of a channel. It has no value when the number is missing, text, impossible, or in an unknown unit. */
export interface FireboardReading extends Measurement {
  /** When the device measured it, in milliseconds since 1970. */
  readonly at: number;
}

/** One input of a FireBoard. */
export interface FireboardChannel {
  /** Its number, from 1. */
  readonly place: number;
  /** The label that the owner gave it. */
  readonly label: string | undefined;
  /** The newest reading of the last minute; null when there is none, whatever was measured before. */
  readonly reading: FireboardReading | null;
  /** When the channel last had a reading, in milliseconds since 1970; null when it never had one. */
  readonly lastSeen: number | null;
}

/** One FireBoard of the account. */
export interface FireboardDevice {
  /** The serial number, or the uuid of a device without one. */
  readonly hardwareId: string;
  readonly title: string | undefined;
  readonly model: string | undefined;
  /** Whether the cloud hears it; null when it does not say. */
  readonly active: boolean | null;
  readonly batteryPercent: number | null;
  readonly channels: readonly FireboardChannel[];
}

/** The devices of an account as one response lists them. */
export interface FireboardList {
  readonly devices: readonly FireboardDevice[];
  /** False when an entry could not be read, so that a device that is not listed may still be there. */
  readonly complete: boolean;
}

/**
 * The widest range in °C that any probe for a grill or an oven covers; a limit of this project, since FireBoard takes
 * thermistors and thermocouples and does not say which of them measured.
 */
const RANGE: SensorRange = { lowest: -75, highest: 600 };
/** Values of `degreetype`, confirmed by benhodgson87/fireboard-mcp 712642e. */
const CELSIUS = 1;
const FAHRENHEIT = 2;
const MOST_DEVICES = 200;
/** The largest FireBoard has six inputs. */
const MOST_CHANNELS = 32;

/** Reads the response of `/api/v1/devices.json`. Never throws; undefined when it is no list. */
export function decodeDevices(body: unknown): FireboardList | undefined {
  if (!Array.isArray(body)) return undefined;
  const listed = body.slice(0, MOST_DEVICES).map(decodeDevice);
  const devices = listed.filter((device) => device !== undefined);
  return { devices, complete: devices.length === body.length };
}

/** The response of a sign-in: the token of the account, or undefined when there is none in it. */
export const decodeSignIn = (body: unknown): string | undefined => toId(fieldOf(body, 'key'));

/**
 * Whether a refusal is one of the token. FireBoard responds with 403 to this and to other things; only its words tell them
 * apart (Django REST framework, `exceptions.py`: AuthenticationFailed, NotAuthenticated).
 */
export function saysTokenIsRefused(body: unknown): boolean {
  const detail = fieldOf(body, 'detail');
  return typeof detail === 'string' && /\btoken\b|credentials|user inactive/i.test(detail);
}

/** A device, or undefined when it has no identity. `device_log` is never read: it holds the addresses of the network. */
function decodeDevice(entry: unknown): FireboardDevice | undefined {
  const hardwareId = toId(fieldOf(entry, 'hardware_id')) ?? toId(fieldOf(entry, 'uuid'));
  if (hardwareId === undefined) return undefined;
  const active = fieldOf(entry, 'active');
  return {
    hardwareId,
    title: toName(fieldOf(entry, 'title')),
    model: toName(fieldOf(entry, 'model_name')) ?? toName(fieldOf(entry, 'model')),
    active: typeof active === 'boolean' ? active : null,
    batteryPercent: toPercent(fieldOf(entry, 'last_battery_reading')),
    channels: decodeChannels(entry),
  };
}

function decodeChannels(entry: unknown): FireboardChannel[] {
  const readings = newestReadings(toList(fieldOf(entry, 'latest_temps')));
  const channels = new Map<number, FireboardChannel>();
  for (const channel of toList(fieldOf(entry, 'channels')).slice(0, MOST_CHANNELS)) {
    const place = toPlace(fieldOf(channel, 'channel'));
    if (place === undefined || channels.has(place)) continue;
    const reading = readings.get(place) ?? null;
    const last = toInstant(fieldOf(fieldOf(channel, 'last_templog'), 'created')) ?? null;
    channels.set(place, {
      place,
      label: toName(fieldOf(channel, 'channel_label')),
      reading,
      lastSeen: latest(last, reading?.at ?? null),
    });
  }
  return [...channels.values()];
}

/** The newest reading of each channel. One without an instant is left out: it would have no age. */
function newestReadings(entries: readonly unknown[]): Map<number, FireboardReading> {
  const newest = new Map<number, FireboardReading>();
  for (const entry of entries) {
    const place = toPlace(fieldOf(entry, 'channel'));
    const at = toInstant(fieldOf(entry, 'created'));
    if (place === undefined || at === undefined || !isObject(entry)) continue;
    const known = newest.get(place);
    if (known === undefined || known.at < at) newest.set(place, { ...measure(entry), at });
  }
  return newest;
}

/** By the unit beside the number; that of the device or the channel says nothing of it. */
function measure(entry: unknown): Measurement {
  const temperature = fieldOf(entry, 'temp');
  switch (fieldOf(entry, 'degreetype')) {
    case CELSIUS:
      return measuredCelsius(temperature, RANGE);
    case FAHRENHEIT:
      return measuredFahrenheit(temperature, RANGE);
    default:
      return NOTHING;
  }
}

function toPlace(value: unknown): number | undefined {
  const place = toNumber(value);
  return place !== undefined && Number.isInteger(place) && place >= 1 && place <= MOST_CHANNELS
    ? place
    : undefined;
}

/** A charge from 0 to 1 as percent. */
function toPercent(value: unknown): number | null {
  const charge = toNumber(value);
  return charge !== undefined && charge >= 0 && charge <= 1 ? Math.round(charge * 100) : null;
}

const latest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);
