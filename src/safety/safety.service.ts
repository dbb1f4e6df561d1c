import { Inject, Injectable, Logger } from '@nestjs/common';
import { ApprovedCook } from './approved-cook.js';
import type { CookPlan } from './cook-plan.js';
import { type FoodCatalogue } from './foods/food-catalogue.js';
import { FoodDataError } from './foods/food-data.error.js';
import type { UnderstoodFood } from './foods/food.js';
import { Recent } from './recent.js';
import { SAFETY_RULES, type SafetyRule } from './safety-rule.js';
import { SafetyUnavailableError, UnsafeCookError } from './safety.errors.js';
import type { Alternative, Finding, Verdict } from './verdict.js';
import { assumptionsOf, sourcesOf, warningsOf } from './wording.js';

/** Raised by hand with every change of a rule or a limit; the food data adds its own version. */
const RULES = '1';
const MOST_ALTERNATIVES = 3;
/** How many verdicts are kept: a start asks three times for the same one. */
const MOST_REMEMBERED = 100;

/** Injection token of a function that reads the food data, or throws. */
export const READ_FOODS = Symbol('read foods');

const makeApproved = ApprovedCook.claimMaker();

/** Judges plans. Nothing starts without `approve`, and when the engine cannot judge, nothing starts at all. */
@Injectable()
export class SafetyService {
  private readonly logger = new Logger('SafetyService');
  private readonly catalogue: FoodCatalogue | undefined;
  private readonly verdicts = new Recent<Verdict>(MOST_REMEMBERED);

  constructor(
    @Inject(SAFETY_RULES) private readonly rules: readonly SafetyRule[],
    @Inject(READ_FOODS) readFoods: () => FoodCatalogue,
  ) {
    try {
      this.catalogue = readFoods();
    } catch (error) {
      // Status and stop must go on, so this does not stop the server: it stops every start.
      this.logger.error(`The food data cannot be used, so nothing may start: ${problemOf(error)}`);
    }
  }

  /** The food data. @throws SafetyUnavailableError when it is missing or altered */
  get foods(): FoodCatalogue {
    if (this.catalogue === undefined) throw new SafetyUnavailableError();
    return this.catalogue;
  }

  /**
   * Everything there is to say about a plan, for it and against it. It depends on nothing but the plan.
   * @throws SafetyUnavailableError when the engine cannot judge
   */
  review(plan: CookPlan): Verdict {
    const foods = this.foods;
    try {
      return this.verdicts.of(keyOf(plan), () => Object.freeze(this.judge(plan, foods)));
    } catch (error) {
      this.logger.error(`The safety engine failed: ${String(error)}`);
      throw new SafetyUnavailableError({ cause: error });
    }
  }

  /**
   * Opens the cooker for a plan; the only maker of an `ApprovedCook`.
   * @throws UnsafeCookError with every finding
   * @throws SafetyUnavailableError when the engine cannot judge
   */
  approve(plan: CookPlan): ApprovedCook {
    const verdict = this.review(plan);
    if (!verdict.allowed) throw new UnsafeCookError(verdict);
    return makeApproved(plan, verdict);
  }

  private judge(plan: CookPlan, foods: FoodCatalogue): Verdict {
    const food = foods.understand(plan.food);
    const violations = this.findings(plan, food);
    return {
      allowed: violations.length === 0,
      outcome: outcomeOf(violations, food),
      foodClass: food.foodClass,
      violations,
      warnings: warningsOf(plan, food),
      alternatives: violations.length === 0 ? [] : this.alternatives(plan, food),
      assumptions: assumptionsOf(food),
      sources: sourcesOf(food),
      rulesVersion: `${RULES}-${foods.version}`,
    };
  }

  private findings(plan: CookPlan, food: UnderstoodFood): readonly Finding[] {
    return this.rules.flatMap((rule) => rule.review(plan, food));
  }

  /** Ready-made settings for this food, each judged like any other plan. */
  private alternatives(plan: CookPlan, food: UnderstoodFood): readonly Alternative[] {
    if (!settingsHold(plan, food)) return [];
    return food.judgedAs
      .flatMap((rule) => rule.settings)
      .filter(({ target, hold }) => this.findings({ ...plan, target, hold }, food).length === 0)
      .slice(0, MOST_ALTERNATIVES)
      .map(({ target, hold }) => ({ target, hold }));
  }
}

/**
 * The whole plan as text: two plans share a verdict only when a rule could not tell them apart. Numbers are written
 * out, since JSON has no word for `NaN`.
 */
function keyOf(plan: CookPlan): string {
  const { target, hold, food, thickness, shape, startState, vulnerableConsumers, cookerType, ...rest } = plan;
  // Does not compile when a plan holds something that is not in the key.
  rest satisfies Readonly<Record<string, never>>;
  const numbers = `${target} ${hold} ${thickness}`;
  return JSON.stringify([numbers, food ?? null, shape, startState, vulnerableConsumers, cookerType ?? null]);
}

/** Clients hear less than the log, where somebody looks for the file to mend. */
const problemOf = (error: unknown): string =>
  error instanceof FoodDataError ? error.problem : String(error);

const outcomeOf = (violations: readonly Finding[], food: UnderstoodFood): Verdict['outcome'] => {
  if (violations.length > 0) return 'rejected';
  return food.judgedAs.some((rule) => rule.foodSafetyMatter) ? undefined : 'not_a_food_safety_matter';
};

/** The ready-made settings are for thawed food up to the assumed thickness, eaten by healthy adults. */
const settingsHold = (plan: CookPlan, food: UnderstoodFood): boolean =>
  plan.startState !== 'frozen' &&
  !plan.vulnerableConsumers &&
  (plan.thickness === undefined || plan.thickness <= food.assumedThickness);
