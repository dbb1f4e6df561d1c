/** The account of a vendor of thermometers, or the broker that probes are read from. */
export class OwnerAccountDto {
  /**
   * The vendor; mqtt is the broker.
   * @example 'thermoworks'
   */
  vendor!: string;

  /**
   * How it is.
   * @example 'needs_sign_in'
   */
  state!: 'connecting' | 'connected' | 'unreachable' | 'rate_limited' | 'needs_sign_in';

  /**
   * What is wrong, and what to do, as a sentence without secrets; null when nothing is. A connected account may have a
   * problem too, such as a clock that is wrong.
   * @example 'ThermoWorks refuses the sign-in: sign in again with coddle thermometers sign-in thermoworks.'
   */
  problem!: string | null;
}

/** The accounts of the vendors of thermometers. */
export class OwnerAccountsDto {
  /** Those that are configured. */
  accounts!: OwnerAccountDto[];
}
