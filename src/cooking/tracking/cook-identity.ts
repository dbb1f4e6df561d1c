import type { CookerReading, CookerState, CookerTimer } from '../../device/cooker-state.js';
import {
  milliseconds,
  type Milliseconds,
  minutes,
  secondsToMinutes,
  type Minutes,
  minutesToSeconds,
  type Celsius,
} from '../../shared/units.js';
import type { Cook } from './cook.js';
import { restsInFault, observedTimer } from '../../device/freshness.js';
import type { CookPlan } from '../../safety/cook-plan.js';

/**
 * The tolerance for the clock of the cloud, in ms. The first state after a new connection is the cloud's memory: an
 * older one says nothing about a cook that was seen since.
 */
const CLOCK_TOLERANCE = 60_000;

/**
 * Within this time, in ms, an ended cook is the same one when its id appears again. It is longer than the longest
 * delay between two attempts to reconnect. A second-generation cooker repeats the id of its last command when it is
 * started by hand, so the id alone proves nothing after hours.
 */
export const REAPPEARS_WITHIN = 600_000;

/** A timer that has run less than before by more than this was restarted, in seconds. */
const TIMER_TOLERANCE = 60;

/** A cook and what the states of its cooker have shown of it. */
export interface SeenCook {
  readonly cook: Cook;
  readonly vendorCookId: string | undefined;
  /** When a state last showed it, on the monotonic clock. */
  readonly seenAt: Milliseconds;
  /** The latest state that showed it; undefined for a cook from before a restart. */
  readonly reading?: CookerReading | undefined;
  /** Whether it was restored and not yet seen by this process. */
  readonly isRestored: boolean;
}

/** An ended cook, as far as its cooker has shown. */
export interface PastCook extends SeenCook {
  readonly endedAt: Milliseconds;
}

/** Another id means another cook. A missing id means the same cook; a restored one of ours must match its plan. */
export function isSameCook({ cook, vendorCookId, isRestored }: SeenCook, cooker: CookerState): boolean {
  const identity = cooker.latest!.reading.vendorCookId;
  if (vendorCookId !== undefined && identity !== undefined) return vendorCookId === identity;
  return !isRestored || cook.approved === undefined || matchesPlan(cooker, cook.approved.plan);
}

/** Whether a state shows an ended cook again, by its id and with the timer where it was. */
function hasReappeared(past: PastCook, cooker: CookerState): boolean {
  const { reading, seenAt } = cooker.latest!;
  if (!hasIdentityOf(past, reading) || isNewRun(past.reading?.timer, reading.timer)) return false;
  return isSameRun(past.reading?.timer, reading.timer) || seenAt - past.endedAt <= REAPPEARS_WITHIN;
}

/** Whether a state is the cloud's memory of a cook from before its end. */
const isFromBeforeEnd = (past: PastCook, { latest }: CookerState): boolean =>
  hasIdentityOf(past, latest!.reading) && isOlderThan(latest!.seenAt, past.endedAt);

/** Whether a time is before another one, within the tolerance of the clocks. */
export const isOlderThan = (moment: Milliseconds, other: Milliseconds): boolean =>
  moment < milliseconds(other - CLOCK_TOLERANCE);

const hasIdentityOf = ({ vendorCookId }: SeenCook, reading: CookerReading): boolean =>
  vendorCookId !== undefined && vendorCookId === reading.vendorCookId;

const isSameRun = (before: CookerTimer | undefined, now: CookerTimer): boolean =>
  before?.run !== undefined && before.run === now.run;

function isNewRun(before: CookerTimer | undefined, now: CookerTimer): boolean {
  if (before === undefined) return false;
  if (before.run !== undefined && now.run !== undefined) return before.run !== now.run;
  if (hasRun(before) && now.mode === 'idle') return true;
  const [ran, runs] = [before.elapsed, now.elapsed];
  return ran !== undefined && runs !== undefined && runs < ran - TIMER_TOLERANCE;
}

const hasRun = ({ mode }: CookerTimer): boolean =>
  mode === 'running' || mode === 'paused' || mode === 'completed';

/** The most ended cooks that are remembered for a cooker: an odd state may show another cook more than once. */
const REMEMBERED = 3;

/** The latest ended cooks of every cooker, to recognise one that appears again. */
export class PastCooks<Past extends PastCook> {
  private readonly ofCooker = new Map<string, readonly Past[]>();

  /** Remembers an ended cook. */
  add(past: Past): void {
    this.ofCooker.set(past.cook.cookerId, [past, ...this.others(past.cook)].slice(0, REMEMBERED));
  }

  /** The ended cook that a state shows again; undefined when it shows none of them. */
  reappeared(cooker: CookerState): Past | undefined {
    return this.of(cooker.id).find((past) => hasReappeared(past, cooker));
  }

  /** Forgets a cook that goes on. @returns what was known about it */
  take(cook: Cook): Past | undefined {
    const past = this.of(cook.cookerId).find((one) => one.cook === cook);
    if (past !== undefined) this.ofCooker.set(cook.cookerId, this.others(cook));
    return past;
  }

  /** Whether a state is the cloud's memory from before the end of one of them. */
  isOutdated(cooker: CookerState): boolean {
    return this.of(cooker.id).some((past) => isFromBeforeEnd(past, cooker));
  }

  private of(cookerId: string): readonly Past[] {
    return this.ofCooker.get(cookerId) ?? [];
  }

  private others(cook: Cook): readonly Past[] {
    return this.of(cook.cookerId).filter((one) => one.cook !== cook);
  }
}

/** A cook that ends within this time after a stop was sent, in ms, was ended by it. */
const STOP_TAKES_EFFECT = 60_000;

/** A stop in progress. */
export interface SentStop {
  /** Name of its API key. */
  readonly key: string;
  readonly at: Milliseconds;
  /** Whether the vendor's cloud accepted it. */
  readonly isAccepted: boolean;
}

/** The latest stop of every cooker, to find out who stopped a cook. */
export class SentStops {
  private readonly stops = new Map<string, SentStop>();

  /** Notes that a stop was sent to a cooker for the API key of this name. */
  sent(cookerId: string, key: string, at: Milliseconds): void {
    this.stops.set(cookerId, { key, at, isAccepted: false });
  }

  /** Notes that the vendor's cloud accepted a stop for a cooker. */
  accepted(cookerId: string, at: Milliseconds): void {
    const known = this.stops.get(cookerId);
    if (known !== undefined) this.stops.set(cookerId, { key: known.key, at, isAccepted: true });
  }

  /** A cooker in a fault never becomes idle: after an accepted stop, its cook is over once nothing continues. */
  isStoppedInFault({ id, latest }: CookerState): boolean {
    const stop = this.stops.get(id);
    if (stop === undefined || !stop.isAccepted || !restsInFault(latest!.reading)) return false;
    return latest!.seenAt >= stop.at && latest!.seenAt - stop.at <= STOP_TAKES_EFFECT;
  }

  /** Takes the stop that ended the cook on a cooker at `now`; each stop is returned once. */
  take(cookerId: string, now: Milliseconds): SentStop | undefined {
    const stop = this.stops.get(cookerId);
    this.stops.delete(cookerId);
    return stop && now - stop.at <= STOP_TAKES_EFFECT ? stop : undefined;
  }

  /** Puts a stop back whose cook goes on: it may still end it. */
  giveBack(cookerId: string, stop: SentStop | undefined): void {
    if (stop !== undefined && !this.stops.has(cookerId)) this.stops.set(cookerId, stop);
  }
}

/** Setpoints are rounded on the way (130 °F comes back as 54.46 °C), so they are compared with this tolerance in °C. */
const SETPOINT_TOLERANCE = 0.1;
// In binary, 65.1 − 65 is slightly more than 0.1.
const ROUNDING = 1e-9;
const TIMER_TOLERANCE_SECONDS = 60;

/** Whether two setpoints are equal within the rounding. */
export const isSameSetpoint = (one: Celsius, other: Celsius): boolean =>
  Math.abs(one - other) <= SETPOINT_TOLERANCE + ROUNDING;

/** Whether the latest state of a cooker shows the cook of this plan. */
export function matchesPlan({ latest }: CookerState, plan: CookPlan): boolean {
  const reading = latest?.reading;
  if (reading?.running !== true || reading.mode === 'ice_bath' || reading.target === undefined) return false;
  return isSameSetpoint(reading.target, plan.target) && timerFits(reading.timer, plan);
}

/**
 * Whether the timer fits. A running timer of another length belongs to another cook; before it runs, the cooker may
 * still show the length of the cook before.
 */
function timerFits({ mode, length }: CookerTimer, plan: CookPlan): boolean {
  if (mode !== 'running' || length === undefined) return true;
  return Math.abs(length - minutesToSeconds(plan.hold)) <= TIMER_TOLERANCE_SECONDS;
}

/** The plan of a cook whose food is unknown: the strictest class applies. */
const UNNAMED_FOOD = { startState: 'refrigerated', vulnerableConsumers: false } as const;
/** A cook without a timer is held until it is stopped, so the longest time of a timer applies. */
const WITHOUT_END = { hold: minutes(5999), endless: true } as const;

/**
 * The plan by which a cook is judged, at its present setting: its own plan for our cooks, unnamed food for foreign ones.
 * Undefined while its setpoint is unknown.
 */
export function effectivePlan({ approved }: Cook, { target, timer }: CookerReading): CookPlan | undefined {
  const plan = approved?.plan;
  if (target === undefined) return plan;
  if (plan === undefined) return { ...UNNAMED_FOOD, target, ...holdOf(timer) };
  return isSameSetpoint(target, plan.target) ? plan : { ...plan, target };
}

/** The full time of the timer of the present cook, which may have been changed by hand; undefined without a timer. */
export function presentLength(cooker: CookerState, now: Milliseconds): Minutes | undefined {
  const { remaining, elapsed } = observedTimer(cooker, now);
  if (remaining === undefined || elapsed === undefined) return undefined;
  return minutes(Math.max(1, Math.round((remaining + elapsed) / 60)));
}

const holdOf = ({ length }: CookerReading['timer']): Pick<CookPlan, 'hold' | 'endless'> =>
  length ? { hold: secondsToMinutes(length) } : WITHOUT_END;
