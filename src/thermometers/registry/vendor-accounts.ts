import { Injectable } from '@nestjs/common';
import type { AccountHealth } from '../thermometer-sink.js';
import type { ThermometerVendor } from '../thermometer.js';

/** How the accounts of the vendors are. */
@Injectable()
export class VendorAccounts {
  private readonly states = new Map<ThermometerVendor, AccountHealth>();

  /** Those of the vendors that are configured, in the order in which they were opened. */
  get all(): readonly (readonly [ThermometerVendor, AccountHealth])[] {
    return [...this.states];
  }

  /** @returns whether it is another state than before */
  set(vendor: ThermometerVendor, health: AccountHealth): boolean {
    const before = this.states.get(vendor);
    this.states.set(vendor, health);
    return before?.state !== health.state || before.problem !== health.problem;
  }
}
