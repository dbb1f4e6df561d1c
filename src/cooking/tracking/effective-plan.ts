import type { CookerReading, CookerState, CookerTimer } from '../../device/cooker-state.js';
import { observedTimer } from '../../device/freshness.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import {
  minutes,
  secondsToMinutes,
  type Milliseconds,
  type Minutes,
  minutesToSeconds,
  type Celsius,
} from '../../shared/units.js';
import type { Cook } from './cook.js';

/** Setpoints are rounded on the way (130 °F comes back as 54.46 °C), so they are compared with this tolerance in °C. */
const SETPOINT_TOLERANCE = 0.1;
// In binary, 65.1 − 65 is slightly more than 0.1.
const ROUNDING = 1e-9;
const TIMER_TOLERANCE_SECONDS = 60;

/** Whether two setpoints are equal within the rounding. */
export const isSameSetpoint = (one: Celsius, other: Celsius): boolean =>
  Math.abs(one - other) <= SETPOINT_TOLERANCE + ROUNDING;

/** Whether the latest state of a cooker shows the cook of this plan. */
export function matchesPlan({ latest }: CookerState, plan: CookPlan): boolean {
  const reading = latest?.reading;
  if (reading?.running !== true || reading.mode === 'ice_bath' || reading.target === undefined) return false;
  return isSameSetpoint(reading.target, plan.target) && timerFits(reading.timer, plan);
}

/**
 * Whether the timer fits. A running timer of another length belongs to another cook; before it runs, the cooker may
 * still show the length of the cook before.
 */
function timerFits({ mode, length }: CookerTimer, plan: CookPlan): boolean {
  if (mode !== 'running' || length === undefined) return true;
  return Math.abs(length - minutesToSeconds(plan.hold)) <= TIMER_TOLERANCE_SECONDS;
}

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
