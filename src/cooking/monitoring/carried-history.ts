import type { EarlierCook } from '../../safety/food-history.js';
import type { FoodMonitor } from '../../safety/monitor/food-monitor.js';
import { minutes, type Milliseconds } from '../../shared/units.js';
import type { WatchedCook } from './watched-cook.js';
import type { Now } from '../status/live-safety.js';

/** How long the water may be unmeasured before that counts against the food, in ms. */
const LONGEST_UNMEASURED = 600_000;

/** Whether the water has been unmeasured for too long since a time. */
export const isUnmeasuredTooLong = (since: Milliseconds, now: Milliseconds): boolean =>
  now - since > LONGEST_UNMEASURED;

/** The history of a food whose monitor was lost: all the time since it went in counts. */
export function lostHistory(watched: Pick<WatchedCook, 'cook' | 'plan'>, { wall }: Now): EarlierCook {
  const counted = Math.ceil((wall.getTime() - watched.cook.startedAt.getTime()) / 60_000);
  return historyOf(watched, Math.max(0, counted), false);
}

/** The history of a food whose water was never measured: all the time since it went in counts as unheated. */
export function unmeasuredHistory(
  watched: Pick<WatchedCook, 'cook' | 'plan' | 'since'>,
  { carried: { growing, spoilt } }: FoodMonitor,
  now: Milliseconds,
): EarlierCook {
  const { since = now } = watched;
  return historyOf(watched, Math.ceil(growing / 60 + (now - since) / 60_000), spoilt);
}

/** The history that a food brought from an earlier cook, until its water is measured; undefined without one. */
export function carriedBy(watched: WatchedCook, now: Milliseconds): EarlierCook | undefined {
  const { monitor, since = now } = watched;
  if (monitor === undefined || monitor.report() !== undefined) return undefined;
  const { growing, spoilt } = monitor.carried;
  if (growing === 0 && !spoilt) return undefined;
  if (!isUnmeasuredTooLong(since, now)) return historyOf(watched, Math.ceil(growing / 60), spoilt);
  const counted = unmeasuredHistory(watched, monitor, now);
  return { ...counted, mustBeDiscarded: spoilt || counted.inDangerZone > monitor.growthLimit };
}

/** The history of a cook as it applies to the next food on its cooker. */
export const historyOf = (
  { cook: { id: cookId, cookerId }, plan: { food } }: Pick<WatchedCook, 'cook' | 'plan'>,
  counted: number,
  mustBeDiscarded: boolean,
): EarlierCook => ({
  ...{ cookId, cookerId, cookerName: '', food, foodClass: 'unknown' },
  inDangerZone: minutes(counted),
  mustBeDiscarded,
});
