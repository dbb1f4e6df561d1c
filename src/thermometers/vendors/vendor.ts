import type { Environment } from '../../config/environment.js';
import type { Clock } from '../../shared/clock.js';
import type { ThermometerSink } from '../thermometer-sink.js';
import type { ThermometerSource } from '../thermometer-source.js';
import type { ThermometerVendor } from '../thermometer.js';

/** What a vendor gets to work with. */
export interface VendorParts {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly sink: ThermometerSink;
}

/** What `vendors/<name>/<name>.vendor.ts` exports. */
export interface VendorCode {
  /** Makes its source; nothing begins before `open` of that. */
  readonly sourceOf: (parts: VendorParts) => ThermometerSource;
}

/** A vendor before its code is loaded. */
export interface Vendor {
  readonly name: ThermometerVendor;
  /**
   * Whether it is in use: by a setting, or by an account that a command has signed in to. It is asked again every few
   * seconds until it is, so that it must be cheap.
   */
  readonly isConfigured: (environment: Environment) => boolean;
  /** Loads its code: a server without its thermometers pays nothing for it. */
  readonly load: () => Promise<VendorCode>;
}
