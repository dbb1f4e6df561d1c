import { ApiProperty } from '@nestjs/swagger';

/** The numbers behind a reason against a plan; each reason has the fields that apply to it. */
export class FindingDetailsDto {
  /**
   * The field that the reason is about.
   * @example 'temperature_celsius'
   */
  field?: string;

  /** The value that was received. */
  @ApiProperty({
    required: false,
    example: 50,
    oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }, { type: 'null' }],
  })
  received?: number | string | boolean | null;

  /**
   * The smallest allowed value.
   * @example 57
   */
  minimum?: number;

  /**
   * The largest allowed value.
   * @example 100
   */
  maximum?: number;

  /**
   * The food class that the limit belongs to.
   * @example 'poultry'
   */
  food_class?: string;

  /**
   * The judged thickness of the thickest point in mm.
   * @example 35
   */
  thickness_mm?: number;

  /**
   * True when the request gave no thickness.
   * @example true
   */
  thickness_assumed?: boolean;

  /**
   * The thickest piece in mm for which the time is enough; 0 when no piece is thin enough.
   * @example 27
   */
  pasteurized_up_to_mm?: number;

  /**
   * VULNERABLE_CONSUMER: the minutes that are needed for these people.
   * @example 84
   */
  minimum_minutes?: number;

  /**
   * COME_UP_TOO_SLOW: minutes until the core is at 54.4 °C.
   * @example 560
   */
  come_up_minutes?: number;

  /**
   * COME_UP_TOO_SLOW: the most minutes that this may take.
   * @example 360
   */
  maximum_minutes?: number;

  /**
   * DEVICE_BUSY: the cook that is on. FOOD_MUST_BE_DISCARDED: the cook that broke off. REQUEST_ID_REUSED: the cook that is over.
   * @example 'd1c0f5a2-3b64-4f0e-9a57-6a0f1c9e7b20'
   */
  cook_id?: string;

  /**
   * The cooker.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  device_id?: string;

  /**
   * FOOD_MUST_BE_DISCARDED: minutes for which the food was between 5 and 54.4 °C.
   * @example 301
   */
  minutes_in_danger_zone?: number;
}
