import type { Celsius } from '../../../../shared/units.js';
import {
  fieldOf,
  measuredCelsius,
  toId,
  toList,
  toName,
  toNumber,
  type Measurement,
  type SensorRange,
} from '../../wire-values.js';

/** One MEATER probe as the cloud last heard of it. */
export interface MeaterProbe {
  /** 64 hexadecimal digits. */
  readonly id: string;
  /** At the tip. */
  readonly internal: Measurement;
  /** In the air at the handle. The cloud never gives less than at the tip: where the air is colder, both are equal. */
  readonly ambient: Measurement;
  /** When the cloud last heard of the probe, in milliseconds since 1970: the instant of both readings. */
  readonly at: number;
  /** The name of the cook in the app; null without a cook. */
  readonly cookName: string | null;
  /** What the app was asked to reach, in °C; null without a cook. */
  readonly targetCelsius: Celsius | null;
  /** What the app expects until then; null when it does not know. */
  readonly remainingSeconds: number | null;
}

/** The probes within reach, as one response lists them. */
export interface MeaterList {
  readonly probes: readonly MeaterProbe[];
  /** False when an entry could not be read. */
  readonly complete: boolean;
}

/**
 * Ranges of the sensors in °C, wider than MEATER's own figures (tip to 105 °C, air to 538 °C), so that a reading a little
 * beyond them is still shown.
 */
const INTERNAL: SensorRange = { lowest: -40, highest: 150 };
const AMBIENT: SensorRange = { lowest: -40, highest: 600 };
const TARGET: SensorRange = { lowest: 0, highest: 150 };
const MOST_PROBES = 200;

/**
 * The number that says how a request went. The body's own counts where there is one, since the text beside it varies
 * (`OK`, `200 OK`).
 */
export const statusOf = (httpStatus: number, body: unknown): number =>
  toNumber(fieldOf(body, 'statusCode')) ?? httpStatus;

/** Reads the response of `/v1/devices`. Never throws; undefined when there is no list in it. */
export function decodeProbes(body: unknown): MeaterList | undefined {
  const devices = fieldOf(fieldOf(body, 'data'), 'devices');
  if (!Array.isArray(devices)) return undefined;
  const probes = toList(devices)
    .slice(0, MOST_PROBES)
    .map(decodeProbe)
    .filter((probe) => probe !== undefined);
  return { probes, complete: probes.length === devices.length };
}

/** The response of a sign-in: the token, or undefined when there is none in it. Both of its published names are read. */
export function decodeSignIn(body: unknown): string | undefined {
  const data = fieldOf(body, 'data');
  return toToken(fieldOf(data, 'token')) ?? toToken(fieldOf(data, 'accessToken'));
}

/** A probe, or undefined without an identity or an instant: its readings would have no age. */
function decodeProbe(entry: unknown): MeaterProbe | undefined {
  const id = toId(fieldOf(entry, 'id'));
  const at = Math.round((toNumber(fieldOf(entry, 'updated_at')) ?? NaN) * 1000);
  if (id === undefined || !Number.isSafeInteger(at)) return undefined;
  const temperature = fieldOf(entry, 'temperature');
  return {
    id,
    internal: measuredCelsius(fieldOf(temperature, 'internal'), INTERNAL),
    ambient: measuredCelsius(fieldOf(temperature, 'ambient'), AMBIENT),
    at,
    ...decodeCook(fieldOf(entry, 'cook')),
  };
}

function decodeCook(cook: unknown) {
  const inner = fieldOf(fieldOf(cook, 'temperature'), 'target');
  const remaining = toNumber(fieldOf(fieldOf(cook, 'time'), 'remaining'));
  return {
    cookName: toName(fieldOf(cook, 'name')) ?? null,
    // The published example has the target in the cook itself, the cloud sends it in `temperature`.
    targetCelsius: measuredCelsius(inner ?? fieldOf(cook, 'target'), TARGET).celsius,
    remainingSeconds: remaining !== undefined && remaining >= 0 ? remaining : null,
  };
}

/** A token is longer than other identities: a JWT has some hundred characters. */
const TOKEN = /^[\x21-\x7e]{1,4096}$/;
const toToken = (value: unknown): string | undefined =>
  typeof value === 'string' && TOKEN.test(value) ? value : undefined;
