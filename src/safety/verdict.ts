import type { ErrorDetails } from '../shared/errors.js';
import type { Celsius, Minutes } from '../shared/units.js';
import type { FoodClass } from './foods/food.js';

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
}

/** All that the engine has to say about a plan. */
export interface Verdict {
  readonly allowed: boolean;
  /** What the plan amounts to; undefined while only the bath, and not the time at the core, has been judged. */
  readonly outcome: 'rejected' | 'not_a_food_safety_matter' | undefined;
  readonly foodClass: FoodClass;
  /** Every reason against the plan, the most serious one in front; empty when it is allowed. */
  readonly violations: readonly Finding[];
  readonly warnings: readonly string[];
  readonly alternatives: readonly Alternative[];
  /** What was taken for granted because it was not told. */
  readonly assumptions: readonly string[];
  readonly sources: readonly string[];
  /** Changes whenever a rule, a limit or the food data changes. */
  readonly rulesVersion: string;
}
