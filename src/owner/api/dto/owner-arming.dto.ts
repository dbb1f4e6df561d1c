import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { LONGEST_ARMING, MOST_STARTS } from '../../../approvals/arming.js';
import { OptionalField } from '../../../cooking/dto/optional-field.decorator.js';

const LONGEST_MINUTES = LONGEST_ARMING / 60_000;

/** Your consent in advance: a key or client may start cooks without asking. */
export class OwnerArmingDto {
  /**
   * Id of the arming.
   * @example '7c1b5f0c-1d0e-4a52-9f5e-2b6b1b8f4c11'
   */
  id!: string;

  /**
   * The id of the key or client.
   * @example 'tablet'
   */
  principal!: string;

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
   * When it ends.
   * @example '2026-11-20T15:20:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  until!: string;

  /**
   * How many starts it still allows.
   * @example 1
   */
  @ApiProperty({ type: 'integer' })
  starts_left!: number;

  /**
   * Whether it waits for the clock of the server to be synchronised.
   * @example false
   */
  suspended!: boolean;
}

/** The armings that run. */
export class OwnerArmingsDto {
  /** Those that are suspended too. */
  armings!: OwnerArmingDto[];
}

/** An arming to be made. */
export class CreateArmingDto {
  /**
   * The id of a key or client whose starts need your approval.
   * @example 'tablet'
   */
  @ApiProperty()
  @IsString()
  @MaxLength(128)
  principal!: string;

  /**
   * For how many minutes, at most 1440.
   * @example 240
   */
  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  @Max(LONGEST_MINUTES)
  minutes!: number;

  /**
   * How many starts, 1 to 20; 1 when left out.
   * @example 1
   */
  @OptionalField({ type: 'integer' })
  @IsInt()
  @Min(1)
  @Max(MOST_STARTS)
  starts?: number;

  /** The cooker, as GET /devices lists it; needed only when the account has several. */
  @OptionalField()
  @IsString()
  @MaxLength(128)
  device_id?: string;
}
