import type { CookerState } from '../../device/cooker-state.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import type { FoodMonitor } from '../../safety/monitor/food-monitor.js';
import { isSameSetpoint } from '../tracking/cook-identity.js';

/**
 * Updates a monitor with the state of a cooker; a state without a water temperature is ignored.
 * @param heated false when the cook was interrupted since the last state
 */
export function followWater(
  { plan, monitor }: { readonly plan: CookPlan; readonly monitor: FoodMonitor | undefined },
  { latest }: CookerState,
  heated = true,
): void {
  const { water, target } = latest!.reading;
  if (water === undefined || target === undefined) return;
  // A setpoint is rounded on its way back, so a value just below the lowest bath still counts as that bath.
  const setpoint = isSameSetpoint(target, plan.target) ? plan.target : target;
  monitor?.follow({ at: latest!.seenAt, water, target: setpoint }, heated);
}
