import { celsius, minutes, type Celsius, type Minutes } from '../../shared/units.js';
import type { UnderstoodFood } from '../foods/food.js';
import { GROWTH_UP_TO } from '../forecast.js';
import { GROWTH_LIMIT } from '../monitor/growth.js';
import { isEggInShell } from '../pasteurisation.js';
import type { FsisPoultry } from '../physics/fsis-poultry.js';
import type { InactivationModel } from '../physics/inactivation-model.js';
import { EGG_CORE_TIMES, STRICT_ORGANISMS } from '../physics/lethality.js';
import { unpasteurizedLimit } from '../rules/time.rules.js';
import { thermalNeedOf } from '../thermal-need.js';

/** What a measured core must go through for a food to be safe. */
export interface MeasuredNeed {
  /** Each to its own target; empty where heat has nothing to make safe, or where no times are published. */
  readonly pathogens: readonly InactivationModel[];
  /** Whether heat has anything to make safe. */
  readonly matters: boolean;
  /** Whether the food is eaten pasteurised only. */
  readonly mustBePasteurized: boolean;
  /** A core that never was as hot is not called pasteurised, whatever the time; −273 °C without such a limit. */
  readonly floor: Celsius;
  /** How long the core may be between 5 and 54.4 °C. */
  readonly growthLimit: Minutes;
}

/** Who eats the food, and how hot its core is to be. */
export interface MeasuredAim {
  readonly vulnerable: boolean;
  readonly target: Celsius | undefined;
}

const ABSOLUTE_ZERO = -273;

/** What a measured core needs for several names of one food: everything that any of them needs. */
export function measuredNeedOf(
  foods: readonly UnderstoodFood[],
  fsis: FsisPoultry,
  { vulnerable, target }: MeasuredAim,
): MeasuredNeed {
  const needs = foods.map((food) => pathogensOf(food, fsis));
  const matters = needs.some((need) => need.matters);
  const own = [...new Set(needs.flatMap(({ pathogens }) => pathogens))];
  const floors = foods.flatMap(({ judgedAs }) => judgedAs.map(({ floor }) => floor ?? ABSOLUTE_ZERO));
  return {
    pathogens: matters && vulnerable && own.length > 0 ? [...own, ...STRICT_ORGANISMS] : own,
    matters,
    mustBePasteurized: foods.some(({ judgedAs }) => judgedAs.some((rule) => rule.mustBePasteurized)),
    floor: celsius(Math.max(ABSOLUTE_ZERO, ...floors)),
    growthLimit: minutes(Math.min(...foods.map((food) => growthLimitOf(food, target)))),
  };
}

/** Of an egg in its shell the times at its centre count, which are known of hens' eggs only. */
function pathogensOf(food: UnderstoodFood, fsis: FsisPoultry) {
  const { pathogens, published } = thermalNeedOf(food, fsis);
  const matters = pathogens.length > 0;
  if (!isEggInShell(food))
    return { matters, pathogens: published === undefined ? pathogens : [...pathogens, published] };
  return { matters, pathogens: food.facts.hensEgg ? [EGG_CORE_TIMES] : [] };
}

/** Food that is meant to stay below 54.4 °C is eaten unpasteurised, and may be there for less time. */
function growthLimitOf(food: UnderstoodFood, target: Celsius | undefined): Minutes {
  const staysBelow = target !== undefined && target <= GROWTH_UP_TO;
  return (staysBelow ? unpasteurizedLimit(food) : undefined) ?? GROWTH_LIMIT;
}
