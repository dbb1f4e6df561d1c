import { Injectable } from '@nestjs/common';
import type { Minutes } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import type { UnderstoodFood } from '../foods/food.js';
import { GROWTH_UP_TO, type Forecast } from '../forecast.js';
import { planAtHead } from '../named-plan.js';
import { exampleOf, SafetyRule, type Refusals } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

/** Refuses to keep food warm for longer than bacteria, or what lives in it on purpose, allow. */
@Injectable()
export class HoldLimitRule extends SafetyRule {
  static readonly refusals = {
    HOLD_TOO_LONG: {
      when: 'The food would be kept warm for longer than bacteria allow.',
      example: exampleOf({ temperature_celsius: 52, time_minutes: 600, food_type: 'beef steak' }),
    },
  } satisfies Refusals;

  review(plan: CookPlan, food: UnderstoodFood, forecast: Forecast | undefined): readonly Finding[] {
    return [...this.tooLongAtAll(plan, food), ...this.tooLongBelowGrowthLimit(plan, food, forecast)];
  }

  private tooLongAtAll(plan: CookPlan, food: UnderstoodFood): readonly Finding[] {
    const maximum = longestHold(food);
    if (maximum === undefined || plan.hold <= maximum) return [];
    const message = `${planAtHead(plan, food)} is too long: ${maximum} min (${maximum / 60} h) is the most.`;
    return [finding(plan, message, maximum)];
  }

  private tooLongBelowGrowthLimit(
    plan: CookPlan,
    food: UnderstoodFood,
    forecast: Forecast | undefined,
  ): readonly Finding[] {
    const maximum = unpasteurizedLimit(food);
    if (maximum === undefined || !forecast || forecast.mustBePasteurized) return [];
    if (forecast.belowGrowthLimit <= maximum) return [];
    // Once pasteurised above that temperature, only the way there counts, which another rule watches.
    if (forecast.pasteurizes && plan.target > GROWTH_UP_TO) return [];
    const message = `${planAtHead(plan, food)} keeps the centre below ${GROWTH_UP_TO} °C, where bacteria may grow, for ${forecast.belowGrowthLimit} min: at most ${maximum} min are allowed for food that is not pasteurised. Cook it hotter, or for less time.`;
    return [finding(plan, message, maximum)];
  }
}

/** How long food may stay below 54.4 °C when it is not pasteurised; undefined where no such limit applies. */
export const unpasteurizedLimit = ({ judgedAs }: UnderstoodFood): Minutes | undefined =>
  shortest(judgedAs.map((rule) => rule.unpasteurizedLimit));

/** How long food may stay in the bath at all; undefined where no such limit applies. */
export const longestHold = ({ judgedAs }: UnderstoodFood): Minutes | undefined =>
  shortest(judgedAs.map((rule) => rule.longestHold));

function shortest(limits: readonly (Minutes | undefined)[]): Minutes | undefined {
  const known = limits.filter((limit) => limit !== undefined);
  return known.length === 0 ? undefined : known.reduce((one, other) => (other < one ? other : one));
}

const finding = ({ hold }: CookPlan, message: string, maximum: Minutes): Finding => ({
  rule: 'hold-limit',
  code: 'HOLD_TOO_LONG',
  message,
  details: { field: 'time_minutes', received: hold, maximum },
});
