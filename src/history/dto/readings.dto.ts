import { ApiProperty } from '@nestjs/swagger';

/** What the cooker said at one moment. */
export class ReadingDto {
  /**
   * When; readings older than 30 days are summed up to the lowest, the mean and the highest of each minute, which all bear its beginning.
   * @example '2026-11-20T11:45:40Z'
   */
  @ApiProperty({ format: 'date-time' })
  at!: string;

  /**
   * Water temperature in °C.
   * @example 64.93
   */
  water_temp_celsius!: number;

  /**
   * Setpoint in °C; null when it is not known.
   * @example 65
   */
  target_temp_celsius!: number | null;

  /**
   * What the cooker was doing, in the words of GET /status.
   * @example 'cooking'
   */
  state!: string;

  /**
   * Whole minutes left, rounded up; null when there was no timer, or it is no longer kept.
   * @example 90
   */
  time_remaining_minutes!: number | null;
}

/** The course of a cook. */
export class ReadingsDto {
  /**
   * Identity of the cook.
   * @example '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11'
   */
  cook_id!: string;

  /**
   * How many readings follow.
   * @example 56
   */
  points!: number;

  /**
   * How many are kept; those that follow hold the first, the last and every peak of them.
   * @example 3912
   */
  recorded!: number;

  /** The readings, oldest first. */
  readings!: ReadingDto[];
}
