import type { EarlierCook } from '../../safety/food-history.js';
import type { FoodMonitor } from '../../safety/monitor/food-monitor.js';
import { minutes, type Milliseconds } from '../../shared/units.js';
import type { WatchedCook } from './watched-cook.js';
import type { Now } from '../status/live-safety.js';

/** So long may the water be unknown before that counts against the food, in ms. */
const BLIND = 600_000;

/** Whether the water was not measured for too long since a moment. */
export const isBlind = (since: Milliseconds, now: Milliseconds): boolean => now - since > BLIND;

/** The history of a food whose monitor was lost: since it went in, all the time counts. */
export function countedBy(watched: Pick<WatchedCook, 'cook' | 'plan'>, { wall }: Now): EarlierCook {
  const counted = Math.ceil((wall.getTime() - watched.cook.startedAt.getTime()) / 60_000);
  return historyOf(watched, Math.max(0, counted), false);
}

/** The history of a food whose water was not measured since it went in: all that time counts as if it had been cold. */
export function countedBlind(
  watched: Pick<WatchedCook, 'cook' | 'plan' | 'since'>,
  { carried: { growing, spoilt } }: FoodMonitor,
  now: Milliseconds,
): EarlierCook {
  const { since = now } = watched;
  return historyOf(watched, Math.ceil(growing / 60 + (now - since) / 60_000), spoilt);
}

/** What a food brought along, as long as its water was not measured; undefined where that is nothing. */
export function carriedBy(watched: WatchedCook, now: Milliseconds): EarlierCook | undefined {
  const { monitor, since = now } = watched;
  if (monitor === undefined || monitor.report() !== undefined) return undefined;
  const { growing, spoilt } = monitor.carried;
  if (growing === 0 && !spoilt) return undefined;
  if (!isBlind(since, now)) return historyOf(watched, Math.ceil(growing / 60), spoilt);
  const counted = countedBlind(watched, monitor, now);
  return { ...counted, mustBeDiscarded: spoilt || counted.inDangerZone > monitor.growthLimit };
}

/** The food of a cook as the next one on its cooker has it. */
export const historyOf = (
  { cook: { id: cookId, cookerId }, plan: { food } }: Pick<WatchedCook, 'cook' | 'plan'>,
  counted: number,
  mustBeDiscarded: boolean,
): EarlierCook => ({
  ...{ cookId, cookerId, cookerName: '', food, foodClass: 'unknown' },
  inDangerZone: minutes(counted),
  mustBeDiscarded,
});
