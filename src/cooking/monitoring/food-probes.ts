import type { MonitorReport } from '../../safety/monitor/food-monitor.js';
import type { MeasuredBeside } from '../status/food-safety.js';
import type { WatchedCook } from './watched-cook.js';

/** The probes in the food of one cook. */
export interface ProbesInFood {
  /** The model of the food has gone on to a state of the cooker. */
  follow(watched: WatchedCook): void;
  /** The report of the model as the probes correct it. */
  correct(report: MonitorReport): MonitorReport;
  /** The measured core beside the modelled one: that of the probe that says the worst. */
  readonly measured: MeasuredBeside;
  /** What must be said of them at once, and what else. */
  readonly warnings: { readonly first: readonly string[]; readonly others: readonly string[] };
}

/** The probes in the food of each cook that has some, by the id of the cook. */
export class FoodProbes extends Map<string, ProbesInFood> {}
