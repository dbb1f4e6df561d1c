import type { CookPlan } from '../../safety/cook-plan.js';
import type { FoodMonitor } from '../../safety/monitor/food-monitor.js';
import type { Milliseconds } from '../../shared/units.js';
import type { Cook } from '../tracking/cook.js';

/** A cook and what is known of the food in it. */
export interface WatchedCook {
  readonly cook: Cook;
  /** What the food was judged as when it went in. */
  readonly plan: CookPlan;
  /** Undefined where heat has nothing to make safe. */
  readonly monitor: FoodMonitor | undefined;
  /** Seconds of the timer that were not observed, because this server did not run yet. */
  readonly missed: number;
  /** Since when it is followed, on the monotonic clock; left out where that does not matter. */
  readonly since?: Milliseconds;
}
