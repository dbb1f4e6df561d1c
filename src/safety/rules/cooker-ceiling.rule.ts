import { Injectable } from '@nestjs/common';
import type { CookPlan } from '../cook-plan.js';
import { SafetyRule, type Refusals } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

/** The vendor's own sample program stops here, for every cooker. */
const CEILING = 95;

/** Lower ceilings in °C, which the vendor's app keeps for some models. */
const CEILINGS: ReadonlyMap<string, number> = new Map([
  ['a4', 92],
  ['a6', 92],
  ['pro', 92],
  // The vendor publishes no ceiling for it; 92 °C is the lowest of its generation.
  ['honey-badger', 92],
]);

/** Keeps the bath within what the model of the cooker can hold. */
@Injectable()
export class CookerCeilingRule extends SafetyRule {
  static readonly refusals = {} satisfies Refusals;

  review({ target, cookerType }: CookPlan): readonly Finding[] {
    const maximum = CEILINGS.get(cookerType ?? '') ?? CEILING;
    if (target <= maximum) return [];
    return [
      {
        rule: 'cooker-ceiling',
        code: 'TEMPERATURE_TOO_HIGH',
        message: `${target} °C is more than this cooker can hold: set at most ${maximum} °C.`,
        details: { field: 'temperature_celsius', received: target, maximum },
      },
    ];
  }
}
