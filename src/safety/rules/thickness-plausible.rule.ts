import { Injectable } from '@nestjs/common';
import type { PlausibleThickness, UnderstoodFood } from '../foods/food.js';
import { sentThickness, type JudgedPlan, foodAtHead } from '../named-plan.js';
import { THICKEST, THINNEST } from '../physics/food-body.js';
import { exampleOf, SafetyRule, type Refusals } from '../safety-rule.js';
import type { Finding } from '../verdict.js';
import { inAnotherUnit } from './thickness-units.js';

/** Refuses a thickness that no piece of that cut has: 8 for a whole chicken is 8 cm. */
@Injectable()
export class ThicknessPlausibleRule extends SafetyRule {
  static readonly refusals = {
    THICKNESS_IMPLAUSIBLE: {
      when: 'No such piece is so thick or so thin: it was most likely given in another unit.',
      example: exampleOf({ time_minutes: 10, food_type: 'whole chicken', thickness_mm: 8 }),
      beyondSettings: true,
    },
  } satisfies Refusals;

  review(plan: JudgedPlan, food: UnderstoodFood): readonly Finding[] {
    const { plausible } = food.facts;
    const sent = sentThickness(plan);
    if (plausible === undefined || sent === undefined) return [];
    // Outside of these another rule refuses it.
    if (!(sent >= THINNEST) || sent > THICKEST) return [];
    const isPlausible = sent >= plausible.thinnest && sent <= plausible.thickest;
    return isPlausible ? [] : [implausible(sent, plausible, food)];
  }
}

const implausible = (
  received: number,
  { thinnest, thickest }: PlausibleThickness,
  food: UnderstoodFood,
): Finding => ({
  rule: 'thickness-plausible',
  code: 'THICKNESS_IMPLAUSIBLE',
  message: `${foodAtHead(food)} of ${received} mm: there is no such piece. Its thickest point is ${thinnest} to ${thickest} mm.${inAnotherUnit(received, { thinnest, thickest })}`,
  details: { field: 'thickness_mm', received, minimum: thinnest, maximum: thickest },
});
