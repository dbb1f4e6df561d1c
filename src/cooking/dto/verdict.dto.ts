import type { PredictedReduction } from '../../safety/forecast.js';
import { oneDecimalDown } from '../../safety/named-plan.js';
import { OUTCOMES, type CoreOutcome, type Outcome } from '../../safety/verdict.js';
import type { RecordedVerdict } from '../../safety/stored-verdict.js';
import { FOOD_CLASSES, type FoodClass } from '../../safety/foods/food-class.js';
import { ApiProperty } from '@nestjs/swagger';
import { asSetting, asViolation } from '../../safety/safety.errors.js';
import { FindingDetailsDto } from './finding-details.dto.js';

/** One reason against a plan. */
export class ViolationDto {
  /**
   * Stable code of the reason.
   * @example 'POULTRY_TEMP_UNSAFE'
   */
  error!: string;

  /**
   * The reason for a person, with its numbers; pass it on.
   * @example 'Chicken at 50 °C is refused: poultry needs at least 57 °C.'
   */
  message!: string;

  /**
   * The field and the numbers.
   * @example { "field": "temperature_celsius", "received": 50, "minimum": 57 }
   */
  @ApiProperty({ type: FindingDetailsDto })
  details?: Record<string, unknown>;
}

/** A setting that this server accepts for the same food. */
export class SettingDto {
  /**
   * Temperature of the water in °C.
   * @example 65
   */
  temperature_celsius!: number;

  /**
   * Minutes after the water has reached it.
   * @example 80
   */
  time_minutes!: number;

  /**
   * What the setting achieves; never weaker than what was asked for.
   * @example 'pasteurized'
   */
  @ApiProperty({ enum: OUTCOMES })
  verdict!: Outcome;
}

/** How far one pathogen is inactivated at the core. */
export class LogReductionDto {
  /**
   * The pathogen.
   * @example 'salmonella'
   */
  organism!: string;

  /**
   * Decimal reductions at the end of the time, rounded down; 99 stands for anything higher.
   * @example 12.6
   */
  predicted!: number;

  /**
   * Decimal reductions that make the food safe.
   * @example 7
   */
  required!: number;
}

/** The verdict of the safety engine on a plan. */
export class VerdictDto {
  /**
   * Whether a cook with these settings would be started.
   * @example true
   */
  allowed!: boolean;

  /**
   * What the plan achieves. `unpasteurized_allowed`: an intact steak or sushi-grade fish, with a warning that says so.
   * @example 'pasteurized'
   */
  @ApiProperty({ enum: OUTCOMES })
  verdict!: Outcome;

  /** How the food was understood: the strictest class of everything in its name. */
  @ApiProperty({ enum: FOOD_CLASSES, example: 'poultry' })
  food_class!: FoodClass;

  /**
   * The judged thickness of the thickest point in mm.
   * @example 35
   */
  thickness_mm!: number;

  /**
   * True when neither the field nor the name gave a thickness: say so, and ask for it.
   * @example true
   */
  thickness_assumed!: boolean;

  /**
   * The thickest piece in mm for which the time is enough, 0 when no piece is thin enough; null when heat is not needed to make the food safe.
   * @example 38
   */
  pasteurized_up_to_mm!: number | null;

  /**
   * The shortest time in minutes that pasteurises the food at this temperature, also when it may be eaten unpasteurised; null when no time does, or none is needed.
   * @example 81
   */
  minimum_minutes!: number | null;

  /**
   * The pathogen that takes longest; null when there is none.
   * @example 'salmonella'
   */
  governing_organism!: string | null;

  /** The inactivation of each pathogen at the core. */
  log_reductions!: LogReductionDto[];

  /**
   * Minutes until the core is within 0.5 °C of the water; null when it is not known.
   * @example 119
   */
  core_reaches_target_after_minutes!: number | null;

  /**
   * Minutes for which the core is between 5 and 54.4 °C; null when it is not known.
   * @example 47
   */
  minutes_core_in_danger_zone!: number | null;

  /** Every reason against the plan, the most serious one first. */
  violations!: ViolationDto[];

  /**
   * Warnings that apply even when the plan is allowed; pass them on.
   * @example ["A thickest point of 35 mm is assumed. 90 min are enough up to 38 mm; a piece of 50 mm would need 131 min."]
   */
  warnings!: string[];

  /** Settings that are accepted for the same food, the closest to the request first; empty when the plan is allowed. */
  alternatives!: SettingDto[];

  /**
   * The assumptions behind the verdict.
   * @example ["Understood as poultry, from “chicken”.", "The thickest point is 35 mm."]
   */
  assumptions!: string[];

  /**
   * Where the limits come from.
   * @example ["FSIS Cooking Guideline, Appendix A (2021)"]
   */
  sources!: string[];

  /**
   * Changes whenever a rule, a limit or the food data changes.
   * @example '3-6f2c9a01b37d'
   */
  rules_version!: string;
}

/** The highest reduction that is reported: far below it, nothing is left. */
export const MOST_REDUCTIONS = 99;

/** Maps a verdict to its API form. */
export const toVerdictDto = (verdict: RecordedVerdict): VerdictDto => ({
  allowed: verdict.allowed,
  verdict: verdict.outcome,
  food_class: verdict.foodClass,
  thickness_mm: verdict.thickness,
  thickness_assumed: verdict.thicknessAssumed,
  ...toCoreDto(verdict.core),
  violations: verdict.violations.map(asViolation),
  warnings: [...verdict.warnings],
  alternatives: verdict.alternatives.map(asSetting),
  assumptions: [...verdict.assumptions],
  sources: [...verdict.sources],
  rules_version: verdict.rulesVersion,
});

const toCoreDto = (core: CoreOutcome | undefined) => ({
  pasteurized_up_to_mm: core?.pasteurizedUpTo ?? null,
  minimum_minutes: core?.minimum ?? null,
  governing_organism: core?.governing === undefined ? null : organismCode(core.governing),
  log_reductions: (core?.reductions ?? []).map(toReductionDto),
  core_reaches_target_after_minutes: core?.reachesTarget ?? null,
  minutes_core_in_danger_zone: core?.inDangerZone ?? null,
});

/** Maps the reduction of one pathogen to its API form. */
export const toReductionDto = ({ name, predicted, required }: PredictedReduction): LogReductionDto => ({
  organism: organismCode(name),
  predicted: Math.min(oneDecimalDown(predicted), MOST_REDUCTIONS),
  required,
});

/** "E. coli" as `e_coli`. */
export const organismCode = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]+/g, '_');
