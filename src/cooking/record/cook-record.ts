import type { CookPlan } from '../../safety/cook-plan.js';
import type { FoodClass } from '../../safety/foods/food-class.js';
import type { RecordedVerdict } from '../../safety/stored-verdict.js';
import type { FoodSafety } from '../status/food-safety.js';
import type { StartedBy } from '../tracking/cook.js';

/** How a cook ended. */
export const COOK_OUTCOMES = ['stopped', 'ended', 'replaced', 'not-seen'] as const;
/**
 * `stopped` through this server; `ended` at the cooker, in the app or by itself; `replaced` by another cook;
 * `not-seen` while this server or the connection was down.
 */
export type CookOutcome = (typeof COOK_OUTCOMES)[number];

/** A time during a cook without observation. */
export interface Interruption {
  /** Time of the last state before it: wall clock, milliseconds since 1970. */
  readonly from: number;
  readonly seconds: number;
  /** What was unavailable: this server, or the connection and the cooker behind it. */
  readonly cause: 'server' | 'line';
}

/** A setting that differs from the one before, for any reason. */
export interface SettingChange {
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
  /** In °C; null while it is unknown. */
  readonly target: number | null;
  /** Length of the timer in seconds; null when there is none. */
  readonly timerSeconds: number | null;
}

/** The course of the water in °C; null until it was measured. */
export interface BathCourse {
  readonly first: number | null;
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly last: number | null;
  /** When the water was first within half a degree of the setpoint: wall clock; null until then. */
  readonly reachedAt: number | null;
  /** When the timer was first seen to run: wall clock; null until then. */
  readonly timerStartedAt: number | null;
}

/** The most important sentence about the food of a cook. */
export interface FoodNote {
  /** Left out once its cook is over, unless the food that it left is still open. */
  readonly headline?: string | undefined;
  /** Whether the sentence says to throw the food away. */
  readonly leads: boolean;
  /** The minutes for which the water had not been measured; left out while readings arrive. */
  readonly unmeasuredMinutes?: number | undefined;
}

/** The recorded course of a cook. It is serialised as JSON. */
export interface CookRecord {
  readonly cookerName: string;
  /** The vendor's device type, such as `a7`. */
  readonly cookerType: string;
  /** Name of the API key that started it; null for a foreign cook. */
  readonly requestedBy: string | null;
  /** The vendor's id of the cook; null until the cooker reported it. */
  readonly vendorCookId: string | null;
  /** When the cooker last showed it: wall clock, milliseconds since 1970. */
  readonly lastSeenAt: number;
  readonly bath: BathCourse;
  /** The first setting and every later one. */
  readonly settings: readonly SettingChange[];
  readonly interruptions: readonly Interruption[];
  /** The latest assessment by the safety engine. */
  readonly safety: FoodSafety | null;
  /** The most important sentence about its food; left out in records of older versions. */
  readonly foodNote?: FoodNote;
  /** Name of the API key that stopped it; null when it was not stopped through this server. */
  readonly stoppedBy: string | null;
  /** The state of its monitor, for recovery after a restart; null once the cook is over. */
  readonly monitor: SavedMonitor | null;
  /**
   * The food that it left when it broke off; null once that was settled, or when the cook ended otherwise. Left out while
   * the cook is on, and when no food was followed.
   */
  readonly left?: UnfinishedFood | null;
  /** When the owner confirmed that the food was thrown away: wall clock; left out until then. */
  readonly discardedAt?: number;
}

/** The food of a cook that broke off, for recovery after a restart. */
export interface UnfinishedFood {
  readonly plan: CookPlan;
  readonly foodClass: FoodClass;
  /** Snapshot of its monitor; null when the food can only be counted by time. */
  readonly snapshot: object | null;
  readonly missed: number;
  /** When the cook ended, and up to when the food was observed: wall clock, milliseconds since 1970. */
  readonly endedAt: number;
  readonly asOf: number;
  /** Minutes between 5 and 54.4 °C when this was stored, and whether that was too long. */
  readonly minutes: number;
  readonly spoilt: boolean;
}

/** The monitor of a cook as it was saved. */
export interface SavedMonitor {
  /** The plan by which the food was judged when it went in. */
  readonly plan: CookPlan;
  /** Snapshot of the monitor; null when heat is not needed to make the food safe. */
  readonly snapshot: object | null;
  /** Time of the last reading in it: wall clock, milliseconds since 1970. */
  readonly at: number;
  /** The same as a time of the cloud; undefined when the reading has none. */
  readonly cloudAt?: number | undefined;
  /** Seconds of the timer before it that were not observed. */
  readonly missed: number;
}

/** A cook as it is recorded. */
export interface RecordedCook {
  readonly cookId: string;
  readonly cookerId: string;
  readonly startedBy: StartedBy;
  /** Wall clock, milliseconds since 1970. */
  readonly startedAt: number;
  /** Null while it runs, as far as was observed. */
  readonly endedAt: number | null;
  readonly outcome: CookOutcome | null;
  /** The approved plan; null for a foreign cook. */
  readonly plan: CookPlan | null;
  /** The verdict on the plan when the cook was started. It stays when the rules change; null for a foreign cook. */
  readonly verdict: RecordedVerdict | null;
  readonly record: CookRecord;
}
