import { ApiProperty } from '@nestjs/swagger';

/** Something that happened on the way, as far as the readings show. */
export class ProbeEventDto {
  /** What happened. */
  @ApiProperty({ enum: ['lid_open', 'probe_out', 'fire_out', 'taken_off'], example: 'lid_open' })
  kind!: 'lid_open' | 'probe_out' | 'fire_out' | 'taken_off';

  /**
   * When it began.
   * @example '2026-11-20T16:02:10Z'
   */
  @ApiProperty({ format: 'date-time' })
  at!: string;

  /**
   * When it was over; null while it lasts.
   * @example '2026-11-20T16:04:40Z'
   */
  @ApiProperty({ format: 'date-time' })
  until!: string | null;
}

/** How often such intervals hold what happens, as shares between 0 and 1. */
export class CoverageDto {
  /**
   * The intended share.
   * @example 0.8
   */
  nominal!: number;

  /**
   * The share measured on recorded cooks.
   * @example 0.83
   */
  measured!: number;
}

/** The time until the core reaches its target, as an interval. It abstains rather than guesses. */
export class ProbeForecastDto {
  /** `too_early` and `unsteady` have no interval. */
  @ApiProperty({ enum: ['too_early', 'forecast', 'unsteady', 'reached'], example: 'forecast' })
  state!: 'too_early' | 'forecast' | 'unsteady' | 'reached';

  /**
   * Why there is no interval; null with one.
   * @example null
   */
  reason!: string | null;

  /** Where the food is: `slow` is the stall. */
  @ApiProperty({ enum: ['waiting', 'warming', 'slow', 'finishing', 'resting'], example: 'warming' })
  phase!: 'waiting' | 'warming' | 'slow' | 'finishing' | 'resting';

  /** What happened lately, oldest first. */
  events!: ProbeEventDto[];

  /**
   * The target is reached at this time at the earliest; null without an interval.
   * @example '2026-11-20T16:40:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  earliest!: string | null;

  /**
   * The likely time; null without an interval.
   * @example '2026-11-20T16:52:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  likely!: string | null;

  /**
   * The end of the interval; null without one.
   * @example '2026-11-20T17:10:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  latest!: string | null;

  /** How often such intervals hold; null without an interval. */
  coverage!: CoverageDto | null;
}
