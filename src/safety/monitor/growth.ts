import { minutes, type Minutes } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import type { UnderstoodFood } from '../foods/food.js';
import type { Forecast } from '../forecast.js';
import { unpasteurizedLimit } from '../rules/time.rules.js';
import { asBath } from './measured-bath.js';

/** More than 4 h between 5 and 54.4 °C spoil food; 6 h where the plan itself was that slow, and let through. */
export const GROWTH_LIMIT = minutes(4 * 60);
const SLOW_GROWTH_LIMIT = minutes(6 * 60);
/** In minutes: the core counts as in that range for the whole of the step in which it comes out. */
const ONE_LOOK = 1;

/** How long the core of a food is between 5 and 54.4 °C. */
export interface Growth {
  /** In the plan, as the monitor will count it. */
  readonly expected: Minutes;
  /** Altogether, before the food must be thrown away. */
  readonly limit: Minutes;
}

/** @param forecast undefined where no model describes the plan */
export function growthOf(plan: CookPlan, food: UnderstoodFood, forecast: Forecast | undefined): Growth {
  if (forecast === undefined)
    return { expected: minutes(0), limit: unpasteurizedLimit(food) ?? GROWTH_LIMIT };
  const planned = forecast.inDangerZone;
  const limit = limitFor(planned, food, forecast);
  // The monitor assumes the planned water cooler than it is, and must not report an approved plan as spoilt.
  const followed = forecast.at(asBath(plan.target), plan.hold).inDangerZone;
  const isJustOver = planned <= limit && followed > limit;
  return { expected: followed, limit: isJustOver ? minutes(followed + ONE_LOOK) : limit };
}

/** Where the plan pasteurises, the limit for food that is eaten without does not hold. */
function limitFor(planned: Minutes, food: UnderstoodFood, { pasteurizes }: Forecast): Minutes {
  if (!pasteurizes) return unpasteurizedLimit(food) ?? GROWTH_LIMIT;
  return planned > GROWTH_LIMIT ? SLOW_GROWTH_LIMIT : GROWTH_LIMIT;
}
