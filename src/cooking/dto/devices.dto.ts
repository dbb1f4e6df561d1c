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
   * Whether it can be reached, as far as can be told.
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
