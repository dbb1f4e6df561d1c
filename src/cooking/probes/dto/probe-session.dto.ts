import { ApiProperty } from '@nestjs/swagger';
import { CoreDifferenceDto } from '../../dto/measured-core.dto.js';
import { LogReductionDto } from '../../dto/verdict.dto.js';
import { ProbeForecastDto } from './probe-forecast.dto.js';

/** The verdict on a food from its measured core. */
export const MEASURED_VERDICTS = [
  'pasteurized',
  'not_pasteurized',
  'unknown',
  'must_be_discarded',
  'not_a_food_safety_matter',
] as const;
export type MeasuredVerdict = (typeof MEASURED_VERDICTS)[number];

/** What the safety engine says of a food from its measured core. */
export class MeasuredSafetyDto {
  /**
   * The verdict: `unknown` while no reading of a trusted, working probe says anything, and when the core may have been warm for too long while it was not measured; `must_be_discarded` after more than 4 hours between 5 and 54.4 °C.
   * @example 'not_pasteurized'
   */
  @ApiProperty({ enum: MEASURED_VERDICTS })
  verdict!: MeasuredVerdict;

  /**
   * Whether the food is pasteurised by now, as far as its core was measured; null when that is unknown, and when heat is not needed to make the food safe.
   * @example false
   */
  pasteurized!: boolean | null;

  /**
   * When it was pasteurised, or will be if the core stays as hot as it is; null when that is not known.
   * @example '2026-11-20T16:31:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  pasteurized_at!: string | null;

  /** The inactivation of each pathogen, from the measured core less the tolerance of the sensor. */
  log_reductions!: LogReductionDto[];

  /**
   * Minutes for which the core was measured between 5 and 54.4 °C since the session began, within the tolerance of its sensor.
   * @example 52
   */
  minutes_core_in_danger_zone!: number;

  /**
   * Minutes without a usable reading, in gaps of more than an hour. No lethality is credited in them, nor in any gap of more than 10 minutes.
   * @example 0
   */
  minutes_unobserved!: number;

  /**
   * COOK_INTERRUPTED when the food was between 5 and 54.4 °C for too long and must be thrown away; otherwise null.
   * @example null
   */
  @ApiProperty({ enum: ['COOK_INTERRUPTED'], nullable: true })
  error!: 'COOK_INTERRUPTED' | null;

  /**
   * What was judged, or why the verdict is unknown.
   * @example 'measured core, less 0.5 °C for the sensor'
   */
  basis!: string;

  /**
   * Warnings for the user; pass them on.
   * @example []
   */
  warnings!: string[];
}

/** The calculated core of a food in a sous vide cook, beside the measured one. */
export class ModelBesideProbeDto extends CoreDifferenceDto {
  /**
   * Core temperature in °C, calculated from the water; null until the food is in.
   * @example 58.1
   */
  core_temp_celsius!: number | null;

  /**
   * Whether the calculation alone calls the food pasteurised.
   * @example false
   */
  pasteurized!: boolean | null;

  /**
   * When it was or will be pasteurised by the calculation alone; null when that is not known.
   * @example '2026-11-20T12:44:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  pasteurized_at!: string | null;
}

/** One of the probes in a food. */
export class ProbeInFoodDto {
  /**
   * The probe.
   * @example 'thermoworks-a1b2c3d4-1'
   */
  probe_id!: string;

  /**
   * Its newest reading in °C; null when it has none.
   * @example 61.3
   */
  temperature_celsius!: number | null;

  /**
   * When the device measured it.
   * @example '2026-11-20T16:20:05Z'
   */
  @ApiProperty({ format: 'date-time' })
  reading_at!: string | null;

  /**
   * Seconds since then.
   * @example 9
   */
  reading_age_seconds!: number | null;

  /** Its state. */
  @ApiProperty({ enum: ['ok', 'no_reading', 'silent', 'lost', 'dead'], example: 'ok' })
  state!: 'ok' | 'no_reading' | 'silent' | 'lost' | 'dead';

  /**
   * Whether its readings count for a verdict.
   * @example true
   */
  trusted!: boolean;
}

/** A food that is followed by a probe in it. */
export class ProbeSessionDto {
  /**
   * Id of the session.
   * @example '0d9f2c34-6f0a-4a6b-9a51-3b1f5a1d7e22'
   */
  session_id!: string;

  /**
   * The probe.
   * @example 'thermoworks-a1b2c3d4-1'
   */
  probe_id!: string;

  /** Every probe in the food, that one first. The coldest of them is its core. */
  probes!: ProbeInFoodDto[];

  /**
   * The food as it was named.
   * @example 'chicken thighs'
   */
  food!: string;

  /**
   * How the food was understood: the strictest class of everything in its name.
   * @example 'poultry'
   */
  food_class!: string;

  /**
   * The thickest point in mm; null when it was not given.
   * @example 40
   */
  thickness_mm!: number | null;

  /** Whether it still follows the probe. */
  @ApiProperty({ enum: ['running', 'ended'], example: 'running' })
  state!: 'running' | 'ended';

  /**
   * Since when its readings count.
   * @example '2026-11-20T15:20:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  started_at!: string;

  /**
   * When it ended; null while it runs.
   * @example null
   */
  @ApiProperty({ format: 'date-time' })
  ended_at!: string | null;

  /** Why it ended: it was ended, it ran for 7 days, or its probes were silent for 24 hours; null while it runs. */
  @ApiProperty({ enum: ['request', 'age', 'silence'], nullable: true, example: null })
  ended_by!: 'request' | 'age' | 'silence' | null;

  /**
   * The sous vide cook that it is attached to; null when it stands alone.
   * @example null
   */
  cook_id!: string | null;

  /**
   * The wanted core temperature in °C; null when none was given.
   * @example 74
   */
  target_core_celsius!: number | null;

  /**
   * The newest reading of the core in °C, of the coldest probe; null when there is none.
   * @example 61.3
   */
  temperature_celsius!: number | null;

  /**
   * When the device measured it.
   * @example '2026-11-20T16:20:05Z'
   */
  @ApiProperty({ format: 'date-time' })
  reading_at!: string | null;

  /**
   * Seconds since then.
   * @example 9
   */
  reading_age_seconds!: number | null;

  /** The state of the probe; of several the worst. */
  @ApiProperty({ enum: ['ok', 'no_reading', 'silent', 'lost', 'dead'], example: 'ok' })
  probe_state!: 'ok' | 'no_reading' | 'silent' | 'lost' | 'dead';

  /**
   * Whether the readings of the probe count for a verdict; of several, of all of them.
   * @example true
   */
  trusted!: boolean;

  /** What the safety engine says from the measured core. */
  safety!: MeasuredSafetyDto;

  /** The calculated core beside the measured one; left out for a session that stands alone. */
  model?: ModelBesideProbeDto;

  /** The time until the target. */
  forecast!: ProbeForecastDto;

  /**
   * A few sentences that may be read out.
   * @example 'Chicken thighs: the core is 61.3 °C. Not pasteurised: 2.1 of 7 log of Salmonella so far.'
   */
  summary!: string;
}

/** The probe sessions, newest first. */
export class ProbeSessionsDto {
  /** Those that run and those that ended lately. */
  sessions!: ProbeSessionDto[];
}
