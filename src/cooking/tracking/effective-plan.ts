import type { CookerReading, CookerState } from '../../device/cooker-state.js';
import { observedTimer } from '../../device/freshness.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { minutes, secondsToMinutes, type Milliseconds, type Minutes } from '../../shared/units.js';
import type { Cook } from './cook.js';
import { isSameSetpoint } from '../start/plan-match.js';

/** The plan of a cook whose food is unknown: the strictest class applies. */
const UNNAMED_FOOD = { startState: 'refrigerated', vulnerableConsumers: false } as const;
/** A cook without a timer is held until it is stopped, so the longest time of a timer applies. */
const WITHOUT_END = { hold: minutes(5999), endless: true } as const;

/**
 * The plan by which a cook is judged, at its present setting: its own plan for our cooks, unnamed food for foreign ones.
 * Undefined while its setpoint is unknown.
 */
export function effectivePlan({ approved }: Cook, { target, timer }: CookerReading): CookPlan | undefined {
  const plan = approved?.plan;
  if (target === undefined) return plan;
  if (plan === undefined) return { ...UNNAMED_FOOD, target, ...holdOf(timer) };
  return isSameSetpoint(target, plan.target) ? plan : { ...plan, target };
}

/** The full time of the timer of the present cook, which may have been changed by hand; undefined without a timer. */
export function presentLength(cooker: CookerState, now: Milliseconds): Minutes | undefined {
  const { remaining, elapsed } = observedTimer(cooker, now);
  if (remaining === undefined || elapsed === undefined) return undefined;
  return minutes(Math.max(1, Math.round((remaining + elapsed) / 60)));
}

const holdOf = ({ length }: CookerReading['timer']): Pick<CookPlan, 'hold' | 'endless'> =>
  length ? { hold: secondsToMinutes(length) } : WITHOUT_END;
