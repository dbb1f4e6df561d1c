import type { CookerReading, CookerState } from '../../device/cooker-state.js';
import { observedTimer } from '../../device/freshness.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { minutes, secondsToMinutes, type Milliseconds, type Minutes } from '../../shared/units.js';
import type { Cook } from './cook.js';
import { isSameSetpoint } from '../start/plan-match.js';

/** A cook whose food is not known: it counts as the strictest class. */
const UNNAMED_FOOD = { startState: 'refrigerated', vulnerableConsumers: false } as const;
/** A cook without a timer is held until someone stops it, so it counts for the longest that a timer goes. */
const WITHOUT_END = { hold: minutes(5999), endless: true } as const;

/**
 * What a cook is judged as, going by the setting it has now: a cook of ours by its plan, any other as an unnamed
 * food. Undefined while its setpoint is not known.
 */
export function effectivePlan({ approved }: Cook, { target, timer }: CookerReading): CookPlan | undefined {
  const plan = approved?.plan;
  if (target === undefined) return plan;
  if (plan === undefined) return { ...UNNAMED_FOOD, target, ...holdOf(timer) };
  return isSameSetpoint(target, plan.target) ? plan : { ...plan, target };
}

/** How long the timer of the cook that is on runs altogether, which others may have changed; undefined where none does. */
export function presentLength(cooker: CookerState, now: Milliseconds): Minutes | undefined {
  const { remaining, elapsed } = observedTimer(cooker, now);
  if (remaining === undefined || elapsed === undefined) return undefined;
  return minutes(Math.max(1, Math.round((remaining + elapsed) / 60)));
}

const holdOf = ({ length }: CookerReading['timer']): Pick<CookPlan, 'hold' | 'endless'> =>
  length ? { hold: secondsToMinutes(length) } : WITHOUT_END;
