import type { CookerReading, CookerState } from '../../device/cooker-state.js';
import { remainingSeconds } from '../../device/freshness.js';
import type { FoodMonitor } from '../../safety/monitor/food-monitor.js';
import type { Milliseconds } from '../../shared/units.js';

/** States of a cook arrive every few seconds: a change within this time, in ms, was observed. */
const OBSERVED_WITHIN = 30_000;

/** The facts that decide whether a cook broke off. */
export interface EndOfCook {
  readonly monitor: FoodMonitor | undefined;
  /** Whether its timer was seen to be over. */
  readonly timerOver: boolean;
  /** Whether another cook replaced it, without an idle state between the two. */
  readonly replaced: boolean;
  /** Whether it was stopped through this server. */
  readonly stopped: boolean;
  /** From the last state that showed it to the state that shows its end, in ms. */
  readonly gap: number;
}

/**
 * Whether a cook broke off: it ended without an observed stop or the end of its timer, or its food had to be thrown
 * away by then. Food with a history keeps it until it is pasteurised.
 */
export function hasBrokenOff({ monitor, timerOver, replaced, stopped, gap }: EndOfCook): boolean {
  if (monitor === undefined) return false;
  const report = monitor.report();
  const hasHistory = monitor.carried.spoilt || monitor.carried.growing > 0;
  if (report?.spoilt || (hasHistory && !report?.pasteurized)) return true;
  if (timerOver || stopped) return false;
  return replaced || !isObserved(gap);
}

/** Whether a gap of so many ms is too short for an unobserved event. */
export const isObserved = (gap: number): boolean => gap <= OBSERVED_WITHIN;

/** Whether the timer of the cook on a cooker has run out. */
export const isTimerOver = (cooker: CookerState, now: Milliseconds): boolean =>
  cooker.latest?.reading.mode === 'done' || remainingSeconds(cooker, now) === 0;

/** Whether the timer of two states is on the same run; a new run of the timer is an interruption. */
export const isSameRunOfTimer = (one: CookerReading, other: CookerReading): boolean =>
  one.timer.run === undefined || other.timer.run === undefined || one.timer.run === other.timer.run;
