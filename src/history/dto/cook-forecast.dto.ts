import { ApiProperty } from '@nestjs/swagger';
import { LogReductionDto } from '../../cooking/dto/verdict.dto.js';

/** The modelled core at a moment. */
export class CorePointDto {
  /**
   * When.
   * @example '2026-11-20T12:20:40Z'
   */
  @ApiProperty({ format: 'date-time' })
  at!: string;

  /**
   * Core temperature in °C, modelled from the water.
   * @example 52.4
   */
  core_celsius!: number;
}

/** The core and the water at a moment that is still to come. */
export class ForecastPointDto extends CorePointDto {
  /**
   * Water temperature in °C that is assumed.
   * @example 65
   */
  water_celsius!: number;
}

/** A time without readings. */
export class ReadingGapDto {
  /**
   * The last reading before it.
   * @example '2026-11-20T12:01:30Z'
   */
  @ApiProperty({ format: 'date-time' })
  from!: string;

  /**
   * The first reading after it.
   * @example '2026-11-20T12:05:30Z'
   */
  @ApiProperty({ format: 'date-time' })
  to!: string;
}

/** The core of the food of one cook, so far and ahead. */
export class CookForecastDto {
  /**
   * Identity of the cook.
   * @example '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11'
   */
  cook_id!: string;

  /**
   * The last reading that the model knows; null when there is none.
   * @example '2026-11-20T12:20:40Z'
   */
  @ApiProperty({ format: 'date-time' })
  as_of!: string | null;

  /**
   * Age of that reading in seconds; null when there is none, and for a cook that is over.
   * @example 1.3
   */
  age_seconds!: number | null;

  /**
   * Where the core comes from; null when there is none.
   * @example 'modelled'
   */
  @ApiProperty({ enum: ['modelled'], nullable: true })
  core_source!: 'modelled' | null;

  /**
   * When the food went into the water, or while it is heated, when it is predicted to go in; null when that is not known.
   * @example '2026-11-20T11:45:40Z'
   */
  @ApiProperty({ format: 'date-time' })
  food_in_at!: string | null;

  /** The core so far, modelled from the water as it was measured, oldest first; at most 200 points. */
  measured!: CorePointDto[];

  /** The forecast, if the water stays as it is; at most 200 points, and none for a cook that is over. */
  points!: ForecastPointDto[];

  /** The times without readings; of more than 20, the longest. */
  gaps!: ReadingGapDto[];

  /**
   * When the food was pasteurised, or will be if the water stays as it is; null when that is not known or will never happen.
   * @example '2026-11-20T12:56:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  pasteurized_at!: string | null;

  /**
   * When the timer will end; null when it does not run.
   * @example '2026-11-20T13:15:40Z'
   */
  @ApiProperty({ format: 'date-time' })
  ends_at!: string | null;

  /** The inactivation of each pathogen at the core so far. */
  log_reductions!: LogReductionDto[];

  /**
   * The decimal reductions that the pathogen which is furthest from its target needs; null when none counts.
   * @example 6
   */
  required_log!: number | null;

  /**
   * What the numbers rest on, or why there are none.
   * @example 'The core is modelled from the measured water. The forecast assumes that the water stays as it is.'
   */
  summary!: string;
}
