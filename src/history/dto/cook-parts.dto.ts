import { ApiProperty } from '@nestjs/swagger';
import { SHAPES, START_STATES, type Shape, type StartState } from '../../safety/cook-plan.js';

/** The plan as requested, in the fields of startCook. */
export class PlannedCookDto {
  /**
   * Temperature of the water in °C.
   * @example 65
   */
  temperature_celsius!: number;

  /**
   * Minutes that the food is held after the water has reached it.
   * @example 90
   */
  time_minutes!: number;

  /**
   * The food as it was named; left out when it was not.
   * @example 'chicken breast'
   */
  food_type?: string;

  /**
   * The thickest point in mm; left out when it was not given.
   * @example 35
   */
  thickness_mm?: number;

  /** Shape of the piece; left out when it was not given. */
  @ApiProperty({ enum: SHAPES, required: false, example: 'portion' })
  shape?: Shape;

  /** Where the food came from. */
  @ApiProperty({ enum: START_STATES, example: 'refrigerated' })
  start_state!: StartState;

  /**
   * Whether someone pregnant, under 5, over 65 or immunocompromised was to eat it.
   * @example false
   */
  vulnerable_consumers!: boolean;
}

/** The water temperatures, as far as they were observed. */
export class BathDto {
  /**
   * The first temperature in °C; null when none was seen.
   * @example 21.4
   */
  first_celsius!: number | null;

  /**
   * The lowest temperature in °C; null when none was seen.
   * @example 21.4
   */
  lowest_celsius!: number | null;

  /**
   * The highest temperature in °C; null when none was seen.
   * @example 65.2
   */
  highest_celsius!: number | null;

  /**
   * The last temperature in °C; null when none was seen.
   * @example 64.9
   */
  last_celsius!: number | null;

  /**
   * When the water was first within half a degree of the setpoint; null until then.
   * @example '2026-11-20T11:45:10Z'
   */
  @ApiProperty({ format: 'date-time' })
  reached_at!: string | null;

  /**
   * When the timer was first seen to run; null until then.
   * @example '2026-11-20T11:45:40Z'
   */
  @ApiProperty({ format: 'date-time' })
  timer_started_at!: string | null;
}

/** A setting of the cooker. */
export class SettingChangeDto {
  /**
   * When it was first seen.
   * @example '2026-11-20T11:20:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  at!: string;

  /**
   * Setpoint in °C; null when it is not known.
   * @example 65
   */
  target_temp_celsius!: number | null;

  /**
   * Minutes of the timer; null when there was none.
   * @example 90
   */
  timer_minutes!: number | null;
}

/** A time during which the cooker was not observed. */
export class InterruptionDto {
  /**
   * When the last state before it was seen.
   * @example '2026-11-20T12:01:30Z'
   */
  @ApiProperty({ format: 'date-time' })
  from!: string;

  /**
   * Length of the time without observation.
   * @example 240
   */
  seconds!: number;

  /**
   * What was offline: this server, or the connection to the cooker.
   * @example 'line'
   */
  @ApiProperty({ enum: ['server', 'line'] })
  cause!: 'server' | 'line';
}
