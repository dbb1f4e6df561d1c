import type { Celsius } from '../../../../shared/units.js';
import type { ProbeKind } from '../../../thermometer.js';
import type { DeviceInstant } from './device-instant.js';

/** One probe in a message. */
export interface HeardProbe {
  readonly place: string;
  readonly name: string;
  readonly kind: ProbeKind;
  /** °C, or percent for humidity; null when there is no reading. */
  readonly value: Celsius | null;
  readonly faulty: boolean;
  readonly toleranceCelsius: number;
  readonly sendsOnChange: boolean;
  readonly intervalSeconds: number | null;
}

/** One thermometer in a message. */
export interface HeardDevice {
  /** Unique at this broker, and stable over renames. */
  readonly hardwareId: string;
  readonly name: string;
  readonly model: string;
  readonly batteryPercent: number | null;
  readonly signalDbm: number | null;
  /** When the device says that it measured; null where the message has no such field. */
  readonly at: DeviceInstant | null;
  readonly probes: readonly HeardProbe[];
}

/** What a message holds: thermometers, none, or nothing that its gateway sends. */
export type HeardMessage = readonly HeardDevice[] | 'unreadable';

/** What is usual for a probe that the mapping says nothing about. */
export const USUAL_PROBE = { faulty: false, sendsOnChange: false, intervalSeconds: null } as const;
