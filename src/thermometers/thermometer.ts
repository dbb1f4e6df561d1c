import type { Celsius } from '../shared/units.js';

/** Where the readings of a thermometer come from. */
export type ThermometerVendor = 'thermoworks' | 'fireboard' | 'meater' | 'mqtt' | 'http';

/** What a probe measures: the core of food, the air or the water around it, humidity, or the surface of food. */
export type ProbeKind = 'core' | 'ambient' | 'humidity' | 'surface';

/** One reading of one probe. */
export interface ProbeReading {
  /** Unique over all vendors and stable over renames: `[a-z0-9-]{1,40}`, made by `probeIdOf`. */
  readonly probeId: string;
  /** When the device measured it, in milliseconds since 1970: the device's own instant, never that of a poll. */
  readonly at: number;
  /** When this server received it, in milliseconds since 1970. */
  readonly receivedAt: number;
  /** What was measured, in °C (percent for humidity); null when the device says that it has no reading. */
  readonly celsius: Celsius | null;
  /** True when it was merged from an archive, or came more than 2 minutes late. It credits no kill. */
  readonly late: boolean;
}

/** What a vendor says of one probe, beside its readings. */
export interface ProbeFacts {
  readonly probeId: string;
  /** The name that the person gave it in the vendor's app, or one made from its place. Foreign text. */
  readonly name: string;
  readonly kind: ProbeKind;
  /** How far its readings may be off, in °C; 0.5 where the vendor publishes nothing. */
  readonly toleranceCelsius: number;
  /**
   * True where the device sends a reading when the value changes, and its silence may mean that nothing changes;
   * false where it sends at a steady rate.
   */
  readonly sendsOnChange: boolean;
  /** Seconds between readings in normal operation, as far as the vendor says. */
  readonly intervalSeconds?: number;
  /** A word of the vendor that the sensor does not work: a sentinel, a mode of error. */
  readonly faulty?: boolean;
  /** The lowest value that the device itself reports, in °C, for telling a stuck sensor. */
  readonly minimumCelsius?: Celsius;
}

/** What a vendor says of one thermometer, with the probes at it. */
export interface ThermometerFacts {
  /** Unique over all vendors and stable over renames: `<vendor>-<hardware id>`. */
  readonly thermometerId: string;
  readonly vendor: ThermometerVendor;
  readonly name: string;
  readonly model: string;
  /** Whether the device or its gateway is heard; null when the vendor does not say. */
  readonly online: boolean | null;
  readonly batteryPercent: number | null;
  readonly signalDbm: number | null;
  /** When the device or its gateway was last heard, in milliseconds since 1970, by its own or the vendor's clock. */
  readonly lastSeen: number | null;
  readonly probes: readonly ProbeFacts[];
}
