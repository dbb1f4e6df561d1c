import type { CookerState, CookerTimer } from '../../device/cooker-state.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { minutesToSeconds, type Celsius } from '../../shared/units.js';

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
