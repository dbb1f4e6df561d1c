import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { ApprovalPlanDto } from '../../../cooking/dto/approval.dto.js';

/** Food that a cook left which broke off. */
export class LeftFoodDto {
  /**
   * Id of the cook.
   * @example '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11'
   */
  cook_id!: string;

  /** The plan by which it was cooked, with the cooker that holds it. */
  plan!: ApprovalPlanDto;

  /**
   * Minutes that it was between 5 and 54.4 °C, those that were not observed included.
   * @example 301
   */
  @ApiProperty({ type: 'integer' })
  minutes_in_danger_zone!: number;

  /**
   * Whether that was too long, so that it must be thrown away.
   * @example true
   */
  must_be_discarded!: boolean;
}

/** The food that was left and may still be in a cooker. */
export class LeftFoodsDto {
  /** At most one for each cooker. */
  foods!: LeftFoodDto[];
}

/** The confirmation that food was thrown away. */
export class DiscardFoodDto {
  /**
   * The cook that left it.
   * @example '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11'
   */
  @ApiProperty()
  @IsString()
  @MaxLength(64)
  cook_id!: string;
}

/** Food that was thrown away. */
export class DiscardedFoodDto {
  /**
   * The cook that left it.
   * @example '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11'
   */
  cook_id!: string;

  /**
   * The cooker, where the next food begins anew.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  device_id!: string;

  /**
   * When you confirmed it.
   * @example '2026-11-20T11:20:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  discarded_at!: string;
}
