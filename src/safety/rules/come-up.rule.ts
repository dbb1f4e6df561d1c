import { Injectable } from '@nestjs/common';
import { minutes } from '../../shared/units.js';
import type { UnderstoodFood } from '../foods/food.js';
import { GROWTH_UP_TO, SLOWEST_COME_UP, type Forecast } from '../forecast.js';
import { type JudgedPlan, foodAtHead, thicknessJudged } from '../named-plan.js';
import { exampleOf, SafetyRule, type Refusals } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

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
