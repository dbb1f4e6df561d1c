import type { UnderstoodFood } from './foods/food.js';
import type { Forecast } from './forecast.js';
import type { JudgedPlan } from './named-plan.js';
import type { Finding } from './verdict.js';

/** The fields of a request that an example of a refusal sets. */
export interface ExamplePlan {
  readonly temperature_celsius?: number;
  readonly time_minutes?: number;
  readonly food_type?: string;
  readonly thickness_mm?: number;
  readonly vulnerable_consumers?: boolean;
}

/** One code with which plans are refused, as the documents show it. */
export interface Refusal {
  /** When it is given, in one sentence. */
  readonly when: string;
  /** A plan that is refused with this code in any state of the cooker; a test asks the engine. */
  readonly example: ExamplePlan;
  /** Set where no other temperature or time helps, so that no alternatives are looked for. */
  readonly beyondSettings?: true;
}

/** The refusals of a rule by their code, which clients see and which never changes. */
export type Refusals = Readonly<Record<string, Refusal>>;

/** A plan that would be allowed, but for the fields given. */
export const exampleOf = (fields: ExamplePlan): ExamplePlan => ({
  temperature_celsius: 65,
  time_minutes: 90,
  food_type: 'chicken breast',
  ...fields,
});

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

/** Injection token of the rules, the most serious first. */
export const SAFETY_RULES = Symbol('safety rules');
