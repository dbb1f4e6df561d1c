import { celsius } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import type { FoodCatalogue } from '../foods/food-catalogue.js';
import type { FoodClass } from '../foods/food-class.js';
import type { UnderstoodFood } from '../foods/food.js';
import { vulnerableWords } from '../named-plan.js';
import { CoreHeating } from '../pasteurisation.js';
import { START_TEMPERATURE, THINNEST } from '../physics/food-body.js';
import { thermalNeedOf } from '../thermal-need.js';
import type { Finding } from '../verdict.js';
import { CorrectedFood, type KeptCorrection } from './corrected-food.js';
import { findingsAgainst, type MeasuredPlan } from './core-target.js';
import { measuredNeedOf, type MeasuredNeed } from './measured-need.js';
import { PlausibleProbe } from './plausible-probe.js';
import { ThinnestPiece } from './thinnest-piece.js';

/** A food that is followed by a probe, as it was understood. */
export interface MeasuredFood {
  readonly food: UnderstoodFood;
  readonly foodClass: FoodClass;
  readonly need: MeasuredNeed;
  /** Whether it is judged for someone who falls ill easily. */
  readonly vulnerable: boolean;
  /** Everything against its target, the most serious in front. */
  readonly findings: readonly Finding[];
}

/**
 * What a measured core must go through for a food.
 * @param alsoNamed other names of the same food, such as that of its cook: everything that any of them needs counts
 */
export function measuredFood(
  plan: MeasuredPlan,
  alsoNamed: readonly (string | undefined)[],
  foods: FoodCatalogue,
): MeasuredFood {
  const food = foods.understand(plan.food);
  const all = [food, ...alsoNamed.map((name) => foods.understand(name))];
  const vulnerable = plan.vulnerable || all.some((one) => vulnerableWords(one) !== undefined);
  const need = measuredNeedOf(all, foods.fsis, { vulnerable, target: plan.target });
  const findings = findingsAgainst({ ...plan, vulnerable }, all, need);
  return { food, foodClass: food.foodClass, need, vulnerable, findings };
}

/**
 * The correction of a food's model by a probe in it.
 * @param tolerance how far the sensor may be off, in °C
 */
export function correctedFood(
  plan: CookPlan,
  foods: FoodCatalogue,
  tolerance: number,
  kept?: KeptCorrection,
): CorrectedFood {
  const food = foods.understand(plan.food);
  const startState = food.frozen ? 'frozen' : plan.startState;
  const thinnest = food.facts.plausible?.thinnest ?? THINNEST;
  const heating = new CoreHeating({ ...plan, startState }, food, thermalNeedOf(food, foods.fsis));
  const probe = new PlausibleProbe(celsius(START_TEMPERATURE[startState]), kept?.plausibility);
  return new CorrectedFood(probe, new ThinnestPiece(heating.body(thinnest), kept?.thinnest), tolerance, kept);
}
