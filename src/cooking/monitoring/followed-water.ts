import type { CookerState } from '../../device/cooker-state.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import type { FoodMonitor } from '../../safety/monitor/food-monitor.js';
import { isSameSetpoint } from '../start/plan-match.js';

/**
 * Carries a monitor on to what a cooker shows; a state without a water temperature is left out.
 * @param heated false where the cook was interrupted since the last state
 */
export function followWater(
  { plan, monitor }: { readonly plan: CookPlan; readonly monitor: FoodMonitor | undefined },
  { latest }: CookerState,
  heated = true,
): void {
  const { water, target } = latest!.reading;
  if (water === undefined || target === undefined) return;
  // A setpoint comes back rounded, and a hair below a floor is not below it.
  const setpoint = isSameSetpoint(target, plan.target) ? plan.target : target;
  monitor?.follow({ at: latest!.seenAt, water, target: setpoint }, heated);
}
