import type { Outcome } from '../safety/verdict.js';

/** The longest time for which the owner can consent in advance, in ms. */
export const LONGEST_ARMING = 24 * 3600_000;
/** The most starts of one arming. */
export const MOST_STARTS = 20;

/** The owner's consent in advance: a principal may start cooks on a cooker without asking. */
export interface Arming {
  readonly id: string;
  /** The id of the principal. */
  readonly principal: string;
  readonly cookerId: string;
  readonly cookerName: string;
  /** Wall clock, milliseconds since 1970. */
  readonly armedAt: number;
  readonly until: number;
  readonly startsLeft: number;
}

/** Verdicts that an arming covers. Food that may be eaten unpasteurised is a decision of its own each time. */
const COVERED: ReadonlySet<Outcome> = new Set<Outcome>(['pasteurized', 'not_a_food_safety_matter']);

/** Whether an arming covers the verdict on a plan. */
export const isCovered = (outcome: Outcome): boolean => COVERED.has(outcome);

/** Whether an arming still runs. One of the future was made before the clock was set back. */
export const runs = ({ armedAt, until, startsLeft }: Arming, now: number): boolean =>
  armedAt <= now && now < until && startsLeft > 0;
