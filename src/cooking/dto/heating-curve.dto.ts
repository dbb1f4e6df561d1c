import { ApiProperty } from '@nestjs/swagger';
import type { HeatingCurve, ReductionCurve } from '../../safety/heating-curve.js';
import { MOST_REDUCTIONS, organismCode, VerdictDto } from './verdict.dto.js';

/** The inactivation of one pathogen at the core over time. */
export class ReductionCurveDto {
  /**
   * The pathogen.
   * @example 'salmonella'
   */
  organism!: string;

  /**
   * Decimal reductions that make the food safe.
   * @example 7
   */
  required!: number;

  /**
   * Decimal reductions at each moment, rounded down; 99 stands for anything higher.
   * @example [0, 0, 0.87, 7.44, 12.68]
   */
  values!: number[];
}

/** What a plan does to the core of the food over time, by the model with which it was judged. */
export class HeatingCurveDto {
  /**
   * At most 200 moments, in minutes from when the food goes into the water at its temperature. The other lists have one value for each.
   * @example [0, 30.29, 59.5, 81, 90]
   */
  minutes!: number[];

  /**
   * Temperature of the core in °C, modelled and rounded down.
   * @example [5, 43.8, 58.88, 62.55, 63.33]
   */
  core_celsius!: number[];

  /**
   * Temperature of the water in °C.
   * @example [65, 65, 65, 65, 65]
   */
  water_celsius!: number[];

  /** The inactivation of each pathogen; empty where it does not decide. */
  log_reductions!: ReductionCurveDto[];

  /**
   * From when on the food is pasteurised, if a plan for that time is accepted; otherwise null.
   * @example 81
   */
  @ApiProperty({ type: Number, nullable: true })
  safe_at_minutes!: number | null;
}

/** A verdict that may come with a picture. */
export class PicturedVerdictDto extends VerdictDto {
  /** What the core does over time, sent where the query asks for it; null where no model describes the plan. */
  @ApiProperty({ type: HeatingCurveDto, nullable: true, required: false })
  curve?: HeatingCurveDto | null;
}

/** Maps a curve to its API form. */
export const toHeatingCurveDto = (curve: HeatingCurve): HeatingCurveDto => ({
  minutes: [...curve.moments],
  core_celsius: curve.core.map(twoDecimalsDown),
  water_celsius: curve.moments.map(() => curve.bath),
  log_reductions: curve.reductions.map(toReductionCurveDto),
  safe_at_minutes: curve.safeAt ?? null,
});

const toReductionCurveDto = ({ name, required, values }: ReductionCurve): ReductionCurveDto => ({
  organism: organismCode(name),
  required,
  values: values.map((value) => Math.min(twoDecimalsDown(value), MOST_REDUCTIONS)),
});

/** With two decimals, never rounded up but for the last digits of the arithmetic. */
const twoDecimalsDown = (value: number): number => Math.floor(value * 100 + 1e-6) / 100;
