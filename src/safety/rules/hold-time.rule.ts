import { Injectable } from '@nestjs/common';
import type { CookPlan } from '../cook-plan.js';
import { exampleOf, SafetyRule, type Refusals } from '../safety-rule.js';
import { secondsHint } from '../named-plan.js';
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
