import type { Celsius, Millimetres } from '../../shared/units.js';
import { fromFahrenheit, minutes } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import type { UnderstoodFood } from '../foods/food.js';
import { asNamed, foodAtHead } from '../named-plan.js';
import { HOTTEST_BATH } from '../physics/food-body.js';
import { BathFloorRule } from '../rules/temperature.rules.js';
import { RefusedFoodRule } from '../rules/refused-food.rules.js';
import { ThicknessPlausibleRule, ThicknessRangeRule } from '../rules/thickness.rules.js';
import type { SafetyRule } from '../safety-rule.js';
import type { Finding } from '../verdict.js';
import type { MeasuredNeed } from './measured-need.js';

/** A food that is to be followed by a probe, as it was named. */
export interface MeasuredPlan {
  readonly food: string | undefined;
  readonly thickness?: Millimetres | undefined;
  /** How hot its core is to be; undefined when that was not said. */
  readonly target?: Celsius | undefined;
  readonly vulnerable: boolean;
}

/** The field of a request that holds the target. */
const FIELD = 'target_core_celsius';

/** The rules that hold for any food, however it is heated, and those about how hot it gets. */
const ALWAYS: readonly SafetyRule[] = [
  new RefusedFoodRule(),
  new ThicknessRangeRule(),
  new ThicknessPlausibleRule(),
];
const FLOOR = new BathFloorRule();

/**
 * Everything against following a food to its target, the most serious in front; empty when there is nothing.
 * @param foods the food as it was understood, under every name that it was given
 */
export function findingsAgainst(
  measured: MeasuredPlan,
  foods: readonly UnderstoodFood[],
  need: MeasuredNeed,
): readonly Finding[] {
  const found = foods.flatMap((food) => findingsOf(measured, food));
  const each = [...new Map(found.map((finding) => [finding.code, finding])).values()];
  const { target } = measured;
  return each.length > 0 || target === undefined
    ? each
    : neverSafe(target, measured.vulnerable, foods[0]!, need);
}

function findingsOf(measured: MeasuredPlan, food: UnderstoodFood): readonly Finding[] {
  const { target } = measured;
  // The rules of baths are asked about a bath as hot as the target, in which the core never gets hotter.
  const plan = asNamed(planOf(measured, target ?? HOTTEST_BATH), food);
  const always = ALWAYS.flatMap((rule) => rule.review(plan, food, undefined));
  if (target === undefined) return always;
  if (!(target <= HOTTEST_BATH)) return [...always, tooHot(target)];
  return [...always, ...FLOOR.review(plan, food).map(withField)];
}

const planOf = ({ food, thickness, vulnerable }: MeasuredPlan, target: Celsius): CookPlan => ({
  target,
  hold: minutes(1),
  food,
  thickness,
  startState: 'refrigerated',
  vulnerableConsumers: vulnerable,
});

const withField = (finding: Finding): Finding => ({
  ...finding,
  details: { ...finding.details, field: FIELD },
});

function tooHot(received: number): Finding {
  const meant = Math.round(fromFahrenheit(received) * 10) / 10;
  return {
    rule: 'core-target',
    code: 'TEMPERATURE_TOO_HIGH',
    message: `${received} °C is too high: food that holds water gets no hotter than ${HOTTEST_BATH} °C. If you meant Fahrenheit: ${received} °F would be ${meant} °C.`,
    details: { field: FIELD, received, maximum: HOTTEST_BATH },
  };
}

/** At a target at which a pathogen is not killed at all, no time makes the food safe. */
function neverSafe(
  target: Celsius,
  vulnerable: boolean,
  food: UnderstoodFood,
  { pathogens, mustBePasteurized }: MeasuredNeed,
): readonly Finding[] {
  const survivor = pathogens.find(({ creditedFrom }) => !(target >= creditedFrom));
  if (survivor === undefined || !(mustBePasteurized || vulnerable)) return [];
  const minimum = Math.max(...pathogens.map(({ creditedFrom }) => creditedFrom));
  const isDairy = food.judgedAs.some(({ foodClass }) => foodClass === 'dairy');
  return [
    {
      rule: 'core-target',
      code: !mustBePasteurized
        ? 'VULNERABLE_CONSUMER'
        : isDairy
          ? 'DAIRY_NOT_PASTEURIZED'
          : 'TIME_BELOW_PASTEURIZATION',
      message: `${foodAtHead(food)} with a core of ${target} °C is never pasteurised: ${survivor.name} is killed from ${minimum} °C on.${mustBePasteurized ? '' : ' It was judged for someone who falls ill easily.'}`,
      details: { field: FIELD, received: target, minimum },
    },
  ];
}
