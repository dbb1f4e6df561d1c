import type { Verdict } from '../../safety/verdict.js';
import { FOOD_CLASSES, type FoodClass } from '../../safety/foods/food.js';
import { ApiProperty } from '@nestjs/swagger';
import { asSetting, asViolation } from '../../safety/safety.errors.js';

/** The details that most findings have; some have more. */
export class FindingDetailsDto {
  /**
   * The field that the reason is about.
   * @example 'temperature_celsius'
   */
  field?: string;

  /** What the field held. */
  @ApiProperty({ required: false, example: 50, oneOf: [{ type: 'number' }, { type: 'string' }] })
  received?: number | string;

  /**
   * The smallest value allowed.
   * @example 57
   */
  minimum?: number;

  /**
   * The largest value allowed.
   * @example 100
   */
  maximum?: number;

  /**
   * The class of food whose limit it is.
   * @example 'poultry'
   */
  food_class?: string;
}

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
}

/** What the safety engine says of a plan. */
export class VerdictDto {
  /**
   * Whether a cook with these settings would be started.
   * @example true
   */
  allowed!: boolean;

  /**
   * Given when the plan is refused, or when the food is no matter of food safety.
   * @example 'rejected'
   */
  @ApiProperty({ enum: ['rejected', 'not_a_food_safety_matter'] })
  verdict?: 'rejected' | 'not_a_food_safety_matter';

  /** How the food was understood; the strictest of everything in its name. */
  @ApiProperty({ enum: FOOD_CLASSES, example: 'poultry' })
  food_class!: FoodClass;

  /** Every reason against the plan, the most serious one in front. */
  violations!: ViolationDto[];

  /**
   * What a person should know even where the plan is allowed; pass it on.
   * @example ["Only the temperature was judged: whether 90 min are enough for the centre depends on the thickest point."]
   */
  warnings!: string[];

  /** Settings that are accepted for the same food; empty where the plan is allowed. */
  alternatives!: SettingDto[];

  /**
   * What was taken for granted.
   * @example ["Understood as poultry, from “chicken”."]
   */
  assumptions!: string[];

  /**
   * Where the limits come from.
   * @example ["FSIS Cooking Guideline, Appendix A (2021)"]
   */
  sources!: string[];

  /**
   * Changes whenever a rule, a limit or the food data changes.
   * @example '1-6f2c9a01'
   */
  rules_version!: string;
}

/** A verdict as clients see it. */
export const toVerdictDto = (verdict: Verdict): VerdictDto => ({
  allowed: verdict.allowed,
  ...(verdict.outcome && { verdict: verdict.outcome }),
  food_class: verdict.foodClass,
  violations: verdict.violations.map(asViolation),
  warnings: [...verdict.warnings],
  alternatives: verdict.alternatives.map(asSetting),
  assumptions: [...verdict.assumptions],
  sources: [...verdict.sources],
  rules_version: verdict.rulesVersion,
});
