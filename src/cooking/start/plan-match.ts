import type { CookerState, CookerTimer } from '../../device/cooker-state.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { minutesToSeconds, type Celsius } from '../../shared/units.js';

/** Setpoints come back rounded (130 °F as 54.46 °C), so they are compared with this tolerance in °C. */
const SETPOINT_TOLERANCE = 0.1;
// 65.1 − 65 is a hair more than 0.1 in binary.
const ROUNDING = 1e-9;
const TIMER_TOLERANCE_SECONDS = 60;

/** Whether two setpoints are the same, but for the rounding on the way. */
export const isSameSetpoint = (one: Celsius, other: Celsius): boolean =>
  Math.abs(one - other) <= SETPOINT_TOLERANCE + ROUNDING;

/** Whether a cooker's latest state shows the cook of this plan. */
export function matchesPlan({ latest }: CookerState, plan: CookPlan): boolean {
  const reading = latest?.reading;
  if (reading?.running !== true || reading.mode === 'ice_bath' || reading.target === undefined) return false;
  return isSameSetpoint(reading.target, plan.target) && timerFits(reading.timer, plan);
}

/**
 * A timer that runs with another length is somebody else's cook. Before it runs the cooker may still
 * show the length of the cook before.
 */
function timerFits({ mode, length }: CookerTimer, plan: CookPlan): boolean {
  if (mode !== 'running' || length === undefined) return true;
  return Math.abs(length - minutesToSeconds(plan.hold)) <= TIMER_TOLERANCE_SECONDS;
}
