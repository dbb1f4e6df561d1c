import type { CookPlan } from '../../safety/cook-plan.js';
import type { FoodClass } from '../../safety/foods/food-class.js';
import type { Verdict } from '../../safety/verdict.js';
import type { FoodSafety } from '../status/food-safety.js';
import type { StartedBy } from '../tracking/cook.js';

/** How a cook came to its end. */
export const COOK_OUTCOMES = ['stopped', 'ended', 'replaced', 'not-seen'] as const;
/**
 * `stopped` through this server; `ended` at the cooker, in the app or by itself; `replaced` by another cook;
 * `not-seen` while this server or the connection was down.
 */
export type CookOutcome = (typeof COOK_OUTCOMES)[number];

/** A time during a cook without observation. */
export interface Interruption {
  /** Of the last state before it: wall clock, milliseconds since 1970. */
  readonly from: number;
  readonly seconds: number;
  /** What was away: this server, or the connection and the cooker behind it. */
  readonly cause: 'server' | 'line';
}

/** A setting that differs from the one before, whatever changed it. */
export interface SettingChange {
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
  /** In °C; null while it is not known. */
  readonly target: number | null;
  /** Length of the timer in seconds; null when there is none. */
  readonly timerSeconds: number | null;
}

/** What the water did, in °C; null until it was measured. */
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
  /** Left out once its cook is over, unless the food it left is still to be dealt with. */
  readonly headline?: string | undefined;
  /** Whether that says to throw the food away. */
  readonly leads: boolean;
  /** For how many minutes the water was not measured up to then; left out while readings came. */
  readonly unmeasuredMinutes?: number | undefined;
}

/** What is kept of a cook besides what the storage knows of every cook. It survives JSON. */
export interface CookRecord {
  readonly cookerName: string;
  /** The vendor's device type, such as `a7`. */
  readonly cookerType: string;
  /** Name of the key that asked for it; null for a cook of others. */
  readonly requestedBy: string | null;
  /** The vendor's identity of the cook; null until the cooker reported it. */
  readonly vendorCookId: string | null;
  /** When the cooker last showed it: wall clock, milliseconds since 1970. */
  readonly lastSeenAt: number;
  readonly bath: BathCourse;
  /** The setting it had first, and every later one. */
  readonly settings: readonly SettingChange[];
  readonly interruptions: readonly Interruption[];
  /** What the safety engine said of it last. */
  readonly safety: FoodSafety | null;
  /** The most important sentence about its food; left out in records of older versions. */
  readonly foodNote?: FoodNote;
  /** Who stopped it: the name of a key; null when it was not stopped through this server. */
  readonly stoppedBy: string | null;
  /** The food in the water, for a server that starts anew; null once the cook is over. */
  readonly monitor: SavedMonitor | null;
  /**
   * The food that it left when it broke off; null once that was dealt with, or when it ended otherwise. Left out while
   * it goes on, and where no food was followed.
   */
  readonly left?: UnfinishedFood | null;
  /** When the owner confirmed that the food was thrown away: wall clock; left out until then. */
  readonly discardedAt?: number;
}

/** The food of a cook that broke off, for a server that starts anew. */
export interface UnfinishedFood {
  readonly plan: CookPlan;
  readonly foodClass: FoodClass;
  /** Of its monitor, which reads it again; null where the food can only be counted by time. */
  readonly snapshot: object | null;
  readonly missed: number;
  /** When the cook was over, and up to when the food is known: wall clock, milliseconds since 1970. */
  readonly endedAt: number;
  readonly asOf: number;
  /** Minutes between 5 and 54.4 °C when this was written down, and whether that was too long. */
  readonly minutes: number;
  readonly spoilt: boolean;
}

/** The food of a cook as it was followed up to a moment. */
export interface SavedMonitor {
  /** What the food was judged as when it went in. */
  readonly plan: CookPlan;
  /** Of its monitor, which reads it again; null where heat has nothing to make safe. */
  readonly snapshot: object | null;
  /** Of the last reading in it: wall clock, milliseconds since 1970. */
  readonly at: number;
  /** The same by the time of the cloud; undefined where that gave none. */
  readonly cloudAt?: number | undefined;
  /** Seconds of the timer before it that were not observed. */
  readonly missed: number;
}

/** How a plan was judged when its cook was started. */
export type RecordedVerdict = Omit<Verdict, 'forVulnerable' | 'past'>;

/** A cook as it is kept. */
export interface RecordedCook {
  readonly cookId: string;
  readonly cookerId: string;
  readonly startedBy: StartedBy;
  /** Wall clock, milliseconds since 1970. */
  readonly startedAt: number;
  /** Null while it runs, as far as anything was seen. */
  readonly endedAt: number | null;
  readonly outcome: CookOutcome | null;
  /** What was approved; null for a cook that others began. */
  readonly plan: CookPlan | null;
  /** Also where the rules have changed since; null for a cook that others began. */
  readonly verdict: RecordedVerdict | null;
  readonly record: CookRecord;
}

/** What is recorded of a verdict. */
export const toRecordedVerdict = ({
  forVulnerable: _forVulnerable,
  past: _past,
  ...verdict
}: Verdict): RecordedVerdict => verdict;
