import type { CookPlan } from '../../safety/cook-plan.js';
import type { FoodMonitor } from '../../safety/monitor/food-monitor.js';
import type { Milliseconds } from '../../shared/units.js';
import type { Cook } from '../tracking/cook.js';

/** A cook and the model of its food. */
export interface WatchedCook {
  readonly cook: Cook;
  /** The plan by which the food was judged when it went in. */
  readonly plan: CookPlan;
  /** Undefined when heat is not needed to make the food safe. */
  readonly monitor: FoodMonitor | undefined;
  /** Seconds of the timer that were not observed, because this server was not running yet. */
  readonly missed: number;
  /** Since when it is followed, on the monotonic clock; left out when that does not matter. */
  readonly since?: Milliseconds;
}
