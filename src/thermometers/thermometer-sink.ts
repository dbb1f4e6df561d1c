import type { ProbeReading, ThermometerFacts, ThermometerVendor } from './thermometer.js';

/**
 * Takes what a vendor reports. The one way into the registry of probes and the time series: a vendor decodes, and
 * nothing else. A fault in one thermometer's facts never reaches another's.
 */
export abstract class ThermometerSink {
  /** A thermometer as it is now. Repeats change nothing. */
  abstract seen(facts: ThermometerFacts): void;
  /** Readings in any order; repeats of one instant are merged. Fulfilled once they are durable. */
  abstract read(readings: readonly ProbeReading[]): Promise<void>;
  /** The thermometer is gone from the account; its probes become `lost`, and its readings stay. */
  abstract removed(thermometerId: string): void;
  /** How the account of a vendor is: for health, the page and the doctor. */
  abstract account(vendor: ThermometerVendor, state: AccountHealth): void;
}

/** The state of a vendor's account. `problem` is a sentence for the owner, without secrets. */
export interface AccountHealth {
  readonly state: 'connecting' | 'connected' | 'unreachable' | 'rate_limited' | 'needs_sign_in';
  readonly problem?: string;
}
