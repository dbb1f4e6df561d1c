import { fieldOf } from '../../wire-values.js';
import type { FirestoreDocument } from './firestore.js';
import { instantIn, latestOf, nameIn, numberWithin, wordIn } from './field-readers.js';

/** A device of the account. */
export interface Device {
  /** What the vendor calls it by, and never changes. */
  readonly serial: string;
  readonly label: string | undefined;
  /** The vendor's word for the model, such as `node`. */
  readonly model: string;
  /** What the vendor says of its connection; null where it does not. */
  readonly isOffline: boolean | null;
  readonly batteryPercent: number | null;
  readonly signalDbm: number | null;
  /** When it or its gateway was last heard, in milliseconds since 1970. */
  readonly lastSeen: number | null;
  /** Seconds between transmissions in normal operation; undefined where the vendor does not say. */
  readonly intervalSeconds: number | undefined;
  /** Whether it sends when a value changes, and is otherwise silent. */
  readonly sendsOnChange: boolean;
  /** When its readings were last archived, in milliseconds since 1970. */
  readonly lastArchive: number | undefined;
}

const LONGEST_INTERVAL = 86_400;
/** A serial number becomes a part of addresses. */
const SERIAL = /^[\w:.-]{1,64}$/;

/** Decodes the document of a device. @returns undefined where it has no usable serial number */
export function decodeDevice({ id, fields }: FirestoreDocument): Device | undefined {
  // The name of the document is what the address of its channels is made of.
  const serial = [id, fieldOf(fields, 'serial'), fieldOf(fields, 'deviceId')].find(isSerial);
  if (serial === undefined) return undefined;
  const trigger = numberWithin(fields, 'temperatureDeltaTrigger', 0, 1_000) ?? 0;
  return {
    serial,
    label: nameIn(fields, 'label'),
    model: nameIn(fields, 'device') ?? nameIn(fields, 'type') ?? 'unknown',
    isOffline: wordIn(fields, 'status') === '' ? null : wordIn(fields, 'status') === 'OFFLINE',
    batteryPercent: numberWithin(fields, 'battery', 0, 100),
    // The vendor's spelling; a probe behind a gateway has the strength at the gateway.
    signalDbm:
      numberWithin(fields, 'wifi_stength', -130, -1) ?? numberWithin(fields, 'gatewayRSSI', -130, -1),
    lastSeen: latestOf(instantIn(fields, 'lastSeen'), instantIn(fields, 'gatewayLastSeen')),
    intervalSeconds:
      numberWithin(fields, 'transmitIntervalInSeconds', 1, LONGEST_INTERVAL) ??
      numberWithin(fields, 'readInterval', 1, LONGEST_INTERVAL) ??
      undefined,
    sendsOnChange: trigger > 0,
    lastArchive: instantIn(fields, 'lastArchive'),
  };
}

const isSerial = (value: unknown): value is string => typeof value === 'string' && SERIAL.test(value);
