import { Injectable } from '@nestjs/common';
import type { UnderstoodFood } from '../foods/food.js';
import { sentThickness, type JudgedPlan, foodAtHead } from '../named-plan.js';
import { THICKEST, THINNEST } from '../physics/food-body.js';
import { exampleOf, SafetyRule, type Refusals } from '../safety-rule.js';
import type { Finding } from '../verdict.js';
import { inAnotherUnit } from './thickness-units.js';

/** Refuses a piece too thick for any bath, and a thickness that no piece has, most often one in another unit. */
@Injectable()
export class ThicknessRangeRule extends SafetyRule {
  static readonly refusals = {
    THICKNESS_OUT_OF_RANGE: {
      when: 'The thickness is below 5 mm.',
      example: exampleOf({ thickness_mm: 3.5 }),
      beyondSettings: true,
    },
    PIECE_TOO_LARGE: {
      when: 'The piece is thicker than 150 mm, so it must be jointed.',
      example: exampleOf({ thickness_mm: 200 }),
      beyondSettings: true,
    },
  } satisfies Refusals;

  review(plan: JudgedPlan, food: UnderstoodFood): readonly Finding[] {
    const sent = sentThickness(plan);
    const inWords = food.facts.statedThickness?.thickness ?? 0;
    if (sent !== undefined && sent > THICKEST) return [tooLarge(sent, food)];
    if (sent !== undefined && !(sent >= THINNEST)) return [tooThin(sent, food)];
    return inWords > THICKEST ? [tooLarge(inWords, food)] : [];
  }
}

const tooLarge = (received: number, food: UnderstoodFood): Finding => ({
  rule: 'thickness-range',
  code: 'PIECE_TOO_LARGE',
  message: `${foodAtHead(food)} of ${received} mm is too large: heat takes too long to the middle of a piece of more than ${THICKEST} mm. Joint it, or cut it into thinner pieces.`,
  details: { field: 'thickness_mm', received, maximum: THICKEST },
});

const tooThin = (received: number, { facts }: UnderstoodFood): Finding => ({
  rule: 'thickness-range',
  code: 'THICKNESS_OUT_OF_RANGE',
  message: `A thickness of ${received} mm is outside ${THINNEST} to ${THICKEST} mm: send the thickest point in millimetres.${inAnotherUnit(received, facts.plausible ?? { thinnest: THINNEST, thickest: THICKEST })}`,
  details: { field: 'thickness_mm', received, minimum: THINNEST, maximum: THICKEST },
});
