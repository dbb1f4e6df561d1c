import type { Milliseconds } from '../shared/units.js';
import { assertListed, isOnline } from './freshness.js';
import { nameInApp } from './visible-cookers.js';
import type { AccountState, CookerState } from './cooker-state.js';

/** One cooker of the account. */
export class DeviceDto {
  /**
   * Identity of the cooker, for `device_id`.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  device_id!: string;

  /**
   * Its name in the vendor's app.
   * @example 'Kitchen'
   */
  name!: string;

  /**
   * The vendor's device type.
   * @example 'a7'
   */
  type!: string;

  /**
   * Whether it can be reached, as far as is known.
   * @example true
   */
  online!: boolean;

  /**
   * Whether this server can read its states and start it.
   * @example true
   */
  supported!: boolean;
}

/** The account's cookers. */
export class DevicesDto {
  /** Every cooker, also those that cannot be used. */
  devices!: DeviceDto[];
}

/**
 * The cookers of an account as clients read them.
 * @throws CloudUnavailableError, TokenRejectedError before the first device list
 */
export function toDevicesDto(account: AccountState, now: Milliseconds): DevicesDto {
  assertListed(account);
  return { devices: [...account.cookers.values()].map((cooker) => toDeviceDto(account, cooker, now)) };
}

function toDeviceDto(account: AccountState, cooker: CookerState, now: Milliseconds): DeviceDto {
  const { id, type, supported } = cooker;
  const online = isOnline(account, cooker, now);
  return { device_id: id, name: nameInApp(cooker), type, online, supported };
}
