import { ApiProperty } from '@nestjs/swagger';
import { FOOD_CLASSES, type FoodClass } from '../../safety/foods/food-class.js';
import { VerdictDto } from './verdict.dto.js';

/** A cook that was started (200, shown by the cooker's own state) or accepted by the cloud (202, not shown yet). */
export class StartedCookDto {
  /**
   * `started` once the cooker's own state shows the cook; `accepted` when only the cloud has confirmed it.
   * @example 'started'
   */
  @ApiProperty({ enum: ['started', 'accepted'] })
  status!: 'started' | 'accepted';

  /**
   * Whether the cooker's own state shows the cook. While false, read /status before claiming anything.
   * @example true
   */
  verified!: boolean;

  /**
   * Id of the cook.
   * @example '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11'
   */
  cook_id!: string;

  /**
   * The cooker.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  device_id!: string;

  /**
   * The cooker's name in the vendor's app.
   * @example 'Kitchen'
   */
  device_name!: string;

  /**
   * The requested temperature in °C; in a repeated request, the present setpoint.
   * @example 65
   */
  target_temp_celsius!: number;

  /**
   * The requested minutes, or in a repeated request the present timer; they begin when the water has reached the temperature.
   * @example 90
   */
  time_minutes!: number;

  /**
   * The food as it was named; left out when no food was named.
   * @example 'chicken breast'
   */
  food_type?: string;

  /** How the food was understood. */
  @ApiProperty({ enum: FOOD_CLASSES, example: 'poultry' })
  food_class!: FoodClass;

  /** The verdict on the plan, with the fields of checkCook; in a repeated request, the verdict on the cook as it is now. */
  safety!: VerdictDto;

  /**
   * True when this request repeated one that had already started the cook: nothing was sent again, and summary describes what that cook is doing now.
   * @example true
   */
  replayed?: boolean;

  /**
   * One or two sentences that may be read out.
   * @example 'Chicken breast at 65 °C has started: the water is 21.4 °C now, and the 90 minutes begin when it reaches 65 °C.'
   */
  summary!: string;
}
