import { ApiProperty } from '@nestjs/swagger';
import { COOK_OUTCOMES, type CookOutcome } from '../../cooking/record/cook-record.js';

/** One cook of a list; GET /cooks/{cook_id} has the rest. */
export class ListedCookDto {
  /**
   * Identity of the cook.
   * @example '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11'
   */
  cook_id!: string;

  /**
   * The cooker.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  device_id!: string;

  /**
   * The food as it was named; left out when it was not named.
   * @example 'chicken breast'
   */
  food_type?: string;

  /**
   * Setpoint in °C; null when it was never seen.
   * @example 65
   */
  target_temp_celsius!: number | null;

  /**
   * Minutes of the timer; null when there was none.
   * @example 90
   */
  time_minutes!: number | null;

  /**
   * Who began it: this server, the vendor's app, a person at the cooker, or unknown.
   * @example 'coddle'
   */
  @ApiProperty({ enum: ['coddle', 'app', 'device', 'unknown'] })
  started_by!: string;

  /**
   * When it began, or was first seen.
   * @example '2026-11-20T11:20:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  started_at!: string;

  /**
   * When it ended; null while it runs.
   * @example '2026-11-20T13:30:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  ended_at!: string | null;

  /**
   * Whether it is on.
   * @example 'ended'
   */
  @ApiProperty({ enum: ['running', 'ended'] })
  state!: 'running' | 'ended';

  /**
   * How it ended: `stopped` through this server; `ended` at the cooker, in the app or by itself; `replaced` by another cook; `not-seen` while the cooker was not observed. Null while it runs.
   * @example 'stopped'
   */
  @ApiProperty({ enum: COOK_OUTCOMES, nullable: true })
  outcome!: CookOutcome | null;

  /**
   * Whether the food was pasteurised, as far as the water was seen; null where heat need not make it safe, or where that is not known.
   * @example true
   */
  pasteurized!: boolean | null;

  /**
   * Whether the food must be thrown away: it was too long between 5 and 54.4 °C. Tell the user.
   * @example false
   */
  must_be_discarded!: boolean;

  /**
   * What became of the food, to be read out; of one cook with the rest of its story.
   * @example 'The food was pasteurised.'
   */
  @ApiProperty()
  summary!: string;
}

/** One page of the cooks. */
export class CooksDto {
  /** The cooks, newest first. */
  cooks!: ListedCookDto[];

  /**
   * Send it as cursor to get the next page; null on the last one.
   * @example 'MTc2MzYzNzYwMDAwMC41ZjBjMWQwZS03YzFiLTRhNTItOWY1ZS0yYjZiMWI4ZjRjMTE'
   */
  next_cursor!: string | null;
}
