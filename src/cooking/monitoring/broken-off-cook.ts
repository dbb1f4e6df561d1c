import type { CookPlan } from '../../safety/cook-plan.js';
import type { EarlierCook } from '../../safety/food-history.js';
import type { FoodClass } from '../../safety/foods/food-class.js';
import type { FoodMonitor } from '../../safety/monitor/food-monitor.js';
import { GROWTH_LIMIT } from '../../safety/monitor/growth.js';
import { minutes, type Milliseconds } from '../../shared/units.js';

/** How long after its cook the history of a food counts, in ms. */
const REMEMBERED_MS = 24 * 3600_000;

/** A cook that ended without a sign that its food was taken out, and that food. */
export interface BrokenOffCook {
  readonly cookId: string;
  readonly cookerId: string;
  readonly cookerName: string;
  readonly plan: CookPlan;
  readonly foodClass: FoodClass;
  /** Undefined when the food can only be counted by time. */
  readonly monitor: FoodMonitor | undefined;
  /** Seconds of its timer that were not observed. */
  readonly missed: number;
  /** On the monotonic clock. */
  readonly endedAt: Milliseconds;
  /** Minutes between 5 and 54.4 °C up to `observedAt`, as counted when the cook was stored. */
  readonly minutesBefore: number;
  readonly observedAt: Milliseconds;
  readonly spoiltBefore: boolean;
}

/** The effect on the next food on the same cooker. Since the last reading the bath counts as unheated. */
export function earlierCook(broken: BrokenOffCook, now: Milliseconds): EarlierCook {
  const { cookId, cookerId, cookerName, plan, foodClass, monitor, spoiltBefore } = broken;
  const report = monitor?.report();
  const carried = Math.ceil((monitor?.carried.growing ?? 0) / 60);
  const known = report?.inDangerZone ?? Math.max(broken.minutesBefore, carried);
  const asOf = report?.asOf ?? broken.observedAt;
  const inDangerZone = minutes(known + Math.floor(Math.max(0, now - asOf) / 60_000));
  const mustBeDiscarded =
    spoiltBefore ||
    (report?.spoilt ?? monitor?.carried.spoilt ?? false) ||
    inDangerZone > (monitor?.growthLimit ?? GROWTH_LIMIT);
  return { cookId, cookerId, cookerName, food: plan.food, foodClass, inDangerZone, mustBeDiscarded };
}

/** Whether the cook ended so long ago that its food is no longer expected in the cooker. */
export const isOver = ({ endedAt }: Pick<BrokenOffCook, 'endedAt'>, now: Milliseconds): boolean =>
  now - endedAt >= REMEMBERED_MS;
