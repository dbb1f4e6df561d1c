import { Injectable } from '@nestjs/common';
import { minutes, type Minutes } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import type { UnderstoodFood } from '../foods/food.js';
import { GROWTH_UP_TO, SLOWEST_COME_UP, type Forecast } from '../forecast.js';
import { foodAtHead, planAtHead, secondsHint, thicknessJudged, type JudgedPlan } from '../named-plan.js';
import { exampleOf, SafetyRule, type Refusals } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

const SHORTEST = 1;
/** The cooker's timer ends at 99 h 59 min. */
const LONGEST = 5999;

/** Keeps the time within what the cooker's timer takes. */
@Injectable()
export class HoldTimeRule extends SafetyRule {
  static readonly refusals = {
    TIME_TOO_SHORT: {
      when: 'The time is below one minute.',
      example: exampleOf({ time_minutes: 0 }),
    },
    TIME_TOO_LONG: {
      when: "The time is more than the cooker's timer takes.",
      example: exampleOf({ time_minutes: 6000 }),
    },
  } satisfies Refusals;

  review({ hold }: CookPlan): readonly Finding[] {
    if (hold >= SHORTEST && hold <= LONGEST) return [];
    const tooLong = hold > LONGEST;
    const hint = secondsHint(hold);
    return [
      {
        rule: 'hold-time',
        code: tooLong ? 'TIME_TOO_LONG' : 'TIME_TOO_SHORT',
        message: tooLong
          ? `${hold} min is too long: the cooker's timer takes at most ${LONGEST} min (99 h 59 min).${hint === undefined ? '' : ` ${hint}`}`
          : `${hold} min is too short: the cooker's timer takes at least ${SHORTEST} min.`,
        details: {
          field: 'time_minutes',
          received: hold,
          ...(tooLong ? { maximum: LONGEST } : { minimum: SHORTEST }),
        },
      },
    ];
  }
}

/** From here on the food is let through with a warning. Source: FDA Food Code 2022, 3-501.19. */
export const SLOW = minutes(4 * 60);

/** Refuses a piece so thick, in a bath so mild, that bacteria grow in its middle before the heat gets there. */
@Injectable()
export class ComeUpRule extends SafetyRule {
  static readonly refusals = {
    COME_UP_TOO_SLOW: {
      when: 'The piece is so thick that bacteria grow in its middle before the heat gets there.',
      example: exampleOf({
        temperature_celsius: 58,
        time_minutes: 1200,
        food_type: 'pork roast',
        thickness_mm: 120,
      }),
    },
  } satisfies Refusals;

  review(plan: JudgedPlan, food: UnderstoodFood, forecast: Forecast | undefined): readonly Finding[] {
    if (!forecast?.heatMatters || !forecast.bathIsHotEnough) return [];
    // What is eaten without being pasteurised never has to come there: how long it may be held is another rule's.
    if (!forecast.mustBePasteurized && !(plan.target > GROWTH_UP_TO)) return [];
    const slow = forecast.mustBePasteurized ? forecast.comeUp : forecast.belowGrowthLimit;
    if (slow <= SLOWEST_COME_UP) return [];
    const { comeUp } = forecast;
    return [
      {
        rule: 'come-up',
        code: 'COME_UP_TOO_SLOW',
        message: `${foodAtHead(food)} at ${plan.target} °C warms up too slowly: at ${thicknessJudged(plan, forecast)} the centre ${comeUp < Infinity ? `takes ${comeUp} min to reach` : 'never reaches'} ${GROWTH_UP_TO} °C, and bacteria grow for longer than ${SLOWEST_COME_UP} min. Set it hotter, or cut it thinner.`,
        details: {
          field: 'temperature_celsius',
          received: plan.target,
          ...(comeUp < Infinity && { come_up_minutes: comeUp }),
          maximum_minutes: SLOWEST_COME_UP,
          thickness_mm: forecast.thickness,
        },
      },
    ];
  }
}

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
    return [heldTooLong(plan, message, maximum)];
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
    return [heldTooLong(plan, message, maximum)];
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

const heldTooLong = ({ hold }: CookPlan, message: string, maximum: Minutes): Finding => ({
  rule: 'hold-limit',
  code: 'HOLD_TOO_LONG',
  message,
  details: { field: 'time_minutes', received: hold, maximum },
});
