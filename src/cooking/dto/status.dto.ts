import { ApiProperty } from '@nestjs/swagger';
import { FAULTS } from '../status/wording.js';
import { MeasuredCoreDto } from './measured-core.dto.js';
import { LogReductionDto } from './verdict.dto.js';

/** The cook that is on. */
export class CurrentCookDto {
  /**
   * Id of the cook.
   * @example '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11'
   */
  cook_id!: string;

  /**
   * The food as it was named; left out when it is not known.
   * @example 'chicken breast'
   */
  food_type?: string;

  /**
   * Where the cook was started: by this server, in the vendor's app, at the cooker, or not known.
   * @example 'coddle'
   */
  @ApiProperty({ enum: ['coddle', 'app', 'device', 'unknown'] })
  started_by!: 'coddle' | 'app' | 'device' | 'unknown';

  /**
   * When it began, or when it was first seen.
   * @example '2026-11-20T11:20:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  started_at!: string;
}

/** What the safety engine says about the cook that is on. */
export class CurrentSafetyDto {
  /**
   * Whether the food is pasteurised by now, as far as the water was measured; null when heat is not needed to make it safe.
   * @example false
   */
  pasteurized!: boolean | null;

  /**
   * The thickest piece in mm that would be pasteurised by now; it grows while the cooker holds. Null when heat is not needed to make the food safe.
   * @example 31
   */
  pasteurized_up_to_mm!: number | null;

  /**
   * When it was pasteurised, or will be if the water stays as it is; null when that is not known or will never happen.
   * @example '2026-11-20T12:44:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  pasteurized_at!: string | null;

  /**
   * Core temperature of the food in °C, modelled from the water; null until the food is in.
   * @example 61.2
   */
  core_temp_celsius!: number | null;

  /** The core as a probe in the food measures it; left out without a probe session for the cook. */
  measured_core?: MeasuredCoreDto;

  /** The inactivation of each pathogen at the core. */
  log_reductions!: LogReductionDto[];

  /**
   * Minutes for which the core has been between 5 and 54.4 °C; null until the food is in.
   * @example 47
   */
  minutes_core_in_danger_zone!: number | null;

  /**
   * Minutes by which pasteurisation is later than planned because the water was too cool; null until the food is in.
   * @example 0
   */
  added_minutes!: number | null;

  /**
   * Minutes of the cook in gaps of more than an hour without a reading; null until the food is in.
   * @example 0
   */
  minutes_unobserved!: number | null;

  /**
   * COOK_INTERRUPTED when the food was between 5 and 54.4 °C for too long and must be thrown away; otherwise null.
   * @example null
   */
  @ApiProperty({ enum: ['COOK_INTERRUPTED'], nullable: true })
  error!: 'COOK_INTERRUPTED' | null;

  /**
   * What was judged: the plan, or the water as it was measured.
   * @example 'modelled from bath readings'
   */
  basis!: string;

  /**
   * Whether the engine has no objection to this cook.
   * @example true
   */
  allowed!: boolean;

  /**
   * Warnings for the user; pass them on.
   * @example []
   */
  warnings!: string[];
}

/** The owner's consent in advance: a client may start cooks on this cooker without asking. */
export class ArmedDto {
  /**
   * The id of the client: the name of its key, or the grant of an app.
   * @example 'tablet'
   */
  principal!: string;

  /**
   * The cooker.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  device_id!: string;

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
  starts_left!: number;
}

/** What the cooker last reported, and how old that is. */
export class StatusDto {
  /**
   * False when the cooker reported so, when the cloud cannot be reached, or when the cooker fell silent.
   * @example true
   */
  device_online!: boolean;

  /**
   * What the cooker is doing. `done`: the time has ended and the cooker holds the temperature until it is stopped. `holding`: it runs without a timer. `ice_bath`: it monitors an ice bath, which is not a cook; it can be stopped.
   * @example 'cooking'
   */
  @ApiProperty({
    enum: ['idle', 'preheating', 'cooking', 'done', 'holding', 'ice_bath', 'fault', 'unknown'],
  })
  state!: 'idle' | 'preheating' | 'cooking' | 'done' | 'holding' | 'ice_bath' | 'fault' | 'unknown';

  /**
   * Whether the cooker runs, in any phase; also while it monitors an ice bath.
   * @example true
   */
  is_running!: boolean;

  /**
   * Water temperature in °C; null when it is not known: never reported, or a value that water cannot have.
   * @example 64.8
   */
  current_temp_celsius!: number | null;

  /**
   * Setpoint in °C; an idle cooker keeps its last one. Null when it was never reported.
   * @example 65
   */
  target_temp_celsius!: number | null;

  /**
   * Whole minutes left when last seen, rounded up; the full time until the timer starts; null when nothing runs or there is no timer.
   * @example 47
   */
  time_remaining_minutes!: number | null;

  /**
   * Whole minutes since the timer started, rounded down; null when nothing runs or there is no timer.
   * @example 43
   */
  time_elapsed_minutes!: number | null;

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
   * The vendor's device type.
   * @example 'a7'
   */
  device_type!: string;

  /**
   * The cooker's timer.
   * @example 'running'
   */
  @ApiProperty({ enum: ['idle', 'running', 'paused', 'completed', 'unknown'] })
  timer!: 'idle' | 'running' | 'paused' | 'completed' | 'unknown';

  /**
   * Whole minutes that the temperature has been held since the timer ended.
   * @example 0
   */
  holding_minutes!: number;

  /**
   * When the timer will end; null until it runs, and while the cooker is away or does not measure its water.
   * @example '2026-11-20T13:04:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  expected_end!: string | null;

  /**
   * Age of all these values in seconds; null when the cooker has never reported.
   * @example 1.3
   */
  reading_age_seconds!: number | null;

  /**
   * True when the values are older than 15 s: say so, or ask again later.
   * @example false
   */
  stale!: boolean;

  /**
   * What prevents cooking; null when nothing does.
   * @example null
   */
  @ApiProperty({ enum: Object.keys(FAULTS), nullable: true })
  fault!:
    'low-water' | 'water-leak' | 'overheated' | 'motor-stuck' | 'heater-failed' | 'device-failure' | null;

  /**
   * What the cooker needs from a person now, such as more water; pass it on.
   * @example []
   */
  warnings!: string[];

  /** The cook that is on; null when there is none. */
  cook!: CurrentCookDto | null;

  /** What the safety engine says about that cook, or about unsafe food that the last cook left; otherwise null. */
  safety!: CurrentSafetyDto | null;

  /** The clients that the owner lets start cooks on this cooker without asking. */
  armed!: ArmedDto[];

  /**
   * One or two sentences that may be read out.
   * @example 'Chicken breast at 65 °C: the water is 64.8 °C, 47 minutes left.'
   */
  summary!: string;
}
