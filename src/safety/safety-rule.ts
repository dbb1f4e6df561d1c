import type { UnderstoodFood } from './foods/food.js';
import type { Forecast } from './forecast.js';
import type { JudgedPlan } from './named-plan.js';
import type { Finding } from './verdict.js';

/**
 * One reason to refuse a cook. Rules never throw and never know each other, and their comparisons
 * leave `NaN` on the refusing side.
 */
export abstract class SafetyRule {
  /**
   * Everything that this rule has against the plan; empty when it has nothing.
   * @param forecast what the plan does to the core; undefined where its numbers are beyond any model, which other
   * rules refuse
   */
  abstract review(plan: JudgedPlan, food: UnderstoodFood, forecast: Forecast | undefined): readonly Finding[];
}

/** Injection token of the rules, the most serious reason in front. */
export const SAFETY_RULES = Symbol('safety rules');
