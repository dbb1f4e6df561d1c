import { Injectable } from '@nestjs/common';
import type { CookPlan } from '../cook-plan.js';
import { THICKEST, THINNEST } from '../physics/food-body.js';
import { SafetyRule } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

/** Refuses a thickness that nobody cooks, most often one told in another unit. */
@Injectable()
export class ThicknessRangeRule extends SafetyRule {
  review({ thickness }: CookPlan): readonly Finding[] {
    if (thickness === undefined || (thickness >= THINNEST && thickness <= THICKEST)) return [];
    return [
      {
        rule: 'thickness-range',
        code: 'THICKNESS_OUT_OF_RANGE',
        message: `A thickness of ${thickness} mm is outside ${THINNEST} to ${THICKEST} mm: tell the thickest point in millimetres.`,
        details: { field: 'thickness_mm', received: thickness, minimum: THINNEST, maximum: THICKEST },
      },
    ];
  }
}
