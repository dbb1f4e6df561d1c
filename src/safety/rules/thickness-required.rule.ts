import { Injectable } from '@nestjs/common';
import type { CookPlan } from '../cook-plan.js';
import type { UnderstoodFood } from '../foods/food.js';
import type { Forecast } from '../forecast.js';
import { foodAtHead } from '../phrases.js';
import { SafetyRule } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

/** Pieces assumed to be this thick, in mm, differ so much that a guess is no ground to stand on… */
const LARGE = 70;
/** …in a bath cooler than this, where germs die slowly. The owner's limits. */
const MILD = 60;

/** Refuses to guess how thick a roast is in a mild bath. */
@Injectable()
export class ThicknessRequiredRule extends SafetyRule {
  review(plan: CookPlan, food: UnderstoodFood, forecast: Forecast | undefined): readonly Finding[] {
    if (plan.thickness !== undefined || !forecast?.heatMatters) return [];
    if (food.assumedThickness < LARGE || plan.target >= MILD) return [];
    return [
      {
        rule: 'thickness-required',
        code: 'THICKNESS_REQUIRED',
        message: `${foodAtHead(food)} at ${plan.target} °C cannot be judged without its thickness: large pieces differ too much, and below ${MILD} °C that decides. Tell me the thickest point in millimetres.`,
        details: { field: 'thickness_mm', thickness_mm: food.assumedThickness, thickness_assumed: true },
      },
    ];
  }
}
