import { Injectable } from '@nestjs/common';
import type { UnderstoodFood } from '../foods/food.js';
import type { Forecast } from '../forecast.js';
import { sentThickness, type JudgedPlan, foodAtHead } from '../named-plan.js';
import { exampleOf, SafetyRule, type Refusals } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

/** Pieces assumed to be this thick, in mm, differ so much that a guess is no ground to stand on… */
const LARGE = 70;
/** …in a bath cooler than this, where bacteria die slowly. The owner's limits. */
const MILD = 60;

/**
 * Refuses to guess how thick a roast is in a mild bath, a whole bird or a heavy joint in any, and what a length in the
 * name means. Words never replace it: a name that says more is never judged more loosely than one that says less.
 */
@Injectable()
export class ThicknessRequiredRule extends SafetyRule {
  static readonly refusals = {
    THICKNESS_REQUIRED: {
      when: 'A large piece, or a length in the name that may be its thickness, cannot be judged without it.',
      example: exampleOf({ temperature_celsius: 58, time_minutes: 300, food_type: 'pork roast' }),
    },
  } satisfies Refusals;

  review(plan: JudgedPlan, food: UnderstoodFood, forecast: Forecast | undefined): readonly Finding[] {
    if (sentThickness(plan) !== undefined || !forecast?.heatMatters) return [];
    const reason = whyThickness(plan, food);
    if (reason === undefined) return [];
    const { statedThickness } = food.facts;
    const inName = statedThickness === undefined ? '' : ` (the name says “${statedThickness.words}”)`;
    return [
      {
        rule: 'thickness-required',
        code: 'THICKNESS_REQUIRED',
        message: `${foodAtHead(food)} at ${plan.target} °C cannot be judged without its thickness: ${reason}. Send the thickest point as thickness_mm, in millimetres${inName}.`,
        details: {
          field: 'thickness_mm',
          thickness_mm: forecast.thickness,
          thickness_assumed: plan.thickness === undefined,
        },
      },
    ];
  }
}

/** Why the thickness of this food must be sent at the temperature of a plan; undefined where it may be assumed. */
export function whyThickness(
  plan: JudgedPlan,
  { facts, assumedThickness }: UnderstoodFood,
): string | undefined {
  const { target } = plan;
  const { doubtfulLength, thicknessRequired } = facts;
  if (doubtfulLength !== undefined) return `“${doubtfulLength}” may be how thick it is, or how long or wide`;
  if (thicknessRequired) return 'pieces so large differ too much to assume one';
  if (plan.thicknessRequired === true) return 'what was said of the piece before rules out an assumption';
  const isMild = assumedThickness >= LARGE && target < MILD;
  return isMild ? `large pieces differ too much, and below ${MILD} °C that decides` : undefined;
}
