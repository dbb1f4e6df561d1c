import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { VendorAccounts } from './registry/vendor-accounts.js';

/**
 * How the accounts of the vendors are. It is always up: a vendor in trouble never keeps a cook from being started.
 * Without a vendor there is nothing to say.
 */
@Injectable()
export class ThermometersHealth {
  constructor(
    private readonly accounts: VendorAccounts,
    private readonly health: HealthIndicatorService,
  ) {}

  check(): HealthIndicatorResult {
    const { all } = this.accounts;
    if (all.length === 0) return {};
    const states = Object.fromEntries(all.map(([vendor, { state }]) => [vendor, state]));
    return this.health.check('thermometers').up(states);
  }
}
