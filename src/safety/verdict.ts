import type { ErrorDetails } from '../shared/errors.js';
import type { Celsius, Millimetres, Minutes } from '../shared/units.js';
import type { FoodClass } from './foods/food-class.js';
import type { PredictedReduction } from './forecast.js';

/** What a plan amounts to. */
export const OUTCOMES = [
  'pasteurized',
  'unpasteurized_allowed',
  'not_a_food_safety_matter',
  'rejected',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One reason against a plan, in words for people and numbers for machines. */
export interface Finding {
  /** Name of the rule that found it, for logs. */
  readonly rule: string;
  /** Stable code that the client sees, such as `POULTRY_TEMP_UNSAFE`. */
  readonly code: string;
  /** One or two sentences with the numbers, the reason and the smallest fix. */
  readonly message: string;
  readonly details?: ErrorDetails;
}

/** A setting that the engine accepts for the same food. */
export interface Alternative {
  readonly target: Celsius;
  readonly hold: Minutes;
  /** What it amounts to, never weaker than what was asked for. */
  readonly outcome: Outcome;
}

/** What a plan does to the core of the food. */
export interface CoreOutcome {
  /** The thickest piece the plan pasteurises, 0 when it pasteurises none; undefined where heat need not make the food safe. */
  readonly pasteurizedUpTo: Millimetres | undefined;
  /** The shortest time in this bath that does; undefined when none does, or none needs to. */
  readonly minimum: Minutes | undefined;
  /** The pathogen that takes longest. */
  readonly governing: string | undefined;
  readonly reductions: readonly PredictedReduction[];
  /** Until the core is within 0.5 °C of the bath. */
  readonly reachesTarget: Minutes;
  /** How long the core is between 5 and 54.4 °C. */
  readonly inDangerZone: Minutes;
}

/** All that the engine has to say about a plan. */
export interface Verdict {
  readonly allowed: boolean;
  readonly outcome: Outcome;
  readonly foodClass: FoodClass;
  /** Whether it was judged for someone who falls ill easily, because a field or the name says so. */
  readonly forVulnerable: boolean;
  /** The thickest point that was judged, and whether neither a field nor the name gave it. */
  readonly thickness: Millimetres;
  readonly thicknessAssumed: boolean;
  /** What the plan does to the core; undefined where its numbers are beyond any model. */
  readonly core: CoreOutcome | undefined;
  /** Every reason against the plan, the most serious one in front; empty when it is allowed. */
  readonly violations: readonly Finding[];
  readonly warnings: readonly string[];
  /** Those of the warnings that concern earlier cooks of this or a similar food; left out without any. */
  readonly past?: readonly string[];
  readonly alternatives: readonly Alternative[];
  /** What was assumed because it was not given. */
  readonly assumptions: readonly string[];
  readonly sources: readonly string[];
  /** Changes whenever a rule, a limit or the food data changes. */
  readonly rulesVersion: string;
}
