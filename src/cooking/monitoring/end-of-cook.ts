import type { CookerReading, CookerState } from '../../device/cooker-state.js';
import { remainingSeconds } from '../../device/freshness.js';
import type { FoodMonitor } from '../../safety/monitor/food-monitor.js';
import type { Milliseconds } from '../../shared/units.js';

/** States of a cook come every few seconds: what changed within this time, in ms, was observed. */
const OBSERVED_WITHIN = 30_000;

/** What decides whether a cook broke off. */
export interface EndOfCook {
  readonly monitor: FoodMonitor | undefined;
  /** Whether its timer was seen to be over. */
  readonly timerOver: boolean;
  /** Whether another cook took its place, without an idle cooker between the two. */
  readonly replaced: boolean;
  /** Whether it was stopped through this server. */
  readonly stopped: boolean;
  /** From the last state that showed it to the one that shows its end, in ms. */
  readonly gap: number;
}

/**
 * Whether a cook broke off: it ended other than by an observed stop or its own timer, or its food was to be thrown
 * away by then. A food that brought a history along keeps it until it is pasteurised.
 */
export function hasBrokenOff({ monitor, timerOver, replaced, stopped, gap }: EndOfCook): boolean {
  if (monitor === undefined) return false;
  const report = monitor.report();
  const hasHistory = monitor.carried.spoilt || monitor.carried.growing > 0;
  if (report?.spoilt || (hasHistory && !report?.pasteurized)) return true;
  if (timerOver || stopped) return false;
  return replaced || !isObserved(gap);
}

/** Whether nothing can have happened unseen in so many ms. */
export const isObserved = (gap: number): boolean => gap <= OBSERVED_WITHIN;

/** Whether the timer of the cook that a cooker shows has run out. */
export const isTimerOver = (cooker: CookerState, now: Milliseconds): boolean =>
  cooker.latest?.reading.mode === 'done' || remainingSeconds(cooker, now) === 0;

/** Whether one state of a cook follows from another, so far as the timer tells: a new run of it is an interruption. */
export const isSameRunOfTimer = (one: CookerReading, other: CookerReading): boolean =>
  one.timer.run === undefined || other.timer.run === undefined || one.timer.run === other.timer.run;
