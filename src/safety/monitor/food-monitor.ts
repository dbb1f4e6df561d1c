import {
  milliseconds,
  minutes,
  seconds,
  secondsToMilliseconds,
  secondsToMinutes,
} from '../../shared/units.js';
import type { Celsius, Millimetres, Milliseconds, Minutes, Seconds } from '../../shared/units.js';
import { GROWTH_FROM, GROWTH_UP_TO, hardestOfEachKind, type PredictedReduction } from '../forecast.js';
import type { InactivationModel } from '../physics/inactivation-model.js';
import { isLiquid, lasting, NOTHING_CARRIED } from './course.js';
import type { Carried, Course, WaterReading } from './course.js';
import type { EarlierCook } from '../food-history.js';
import { coreAhead, type CoreAhead, type Outlook } from './core-ahead.js';
import type { FollowedPiece } from './followed-piece.js';
import { FORECAST_STEP, isAsForeseen, leftOf, type KeptForecast } from './kept-forecast.js';
import type { ModelledMoment } from './modelled-moment.js';
import { asBath, bathBetween } from './measured-bath.js';
import { packCourse, readSnapshot, unpackCourse } from './monitor-snapshot.js';
import type { MonitorSnapshot, SnapshotMark } from './monitor-snapshot.js';
import { SnapshotRefusedError } from './snapshot-refused.error.js';
import type { ThicknessLadder } from './thickness-ladder.js';

/** Over a longer gap between two readings, in seconds, nothing counts as killed. */
const LONGEST_GAP = 600;
/** A longer gap than this, in seconds, is reported as time that was not observed. */
const REPORTED_GAP = 3600;
/** How far ahead it is looked, in seconds. */
const HORIZON = 24 * 3600;

/** What is followed, and by what it is measured. */
export interface Followed {
  /** As given, or as assumed. */
  readonly thickness: Millimetres;
  readonly piece: FollowedPiece;
  readonly ladder: ThicknessLadder;
  /** Which pathogens count at a setpoint; undefined where the food may never be cooked at it. */
  readonly countsAt: (target: Celsius) => ((pathogen: InactivationModel) => boolean) | undefined;
  /** How long the core may be between 5 and 54.4 °C. */
  readonly growthLimit: Minutes;
  /** What it brings along from an earlier cook; nothing when left out. */
  readonly carried?: Carried;
}

/** Where the food stands. */
export interface MonitorReport {
  readonly thickness: Millimetres;
  readonly core: Celsius;
  readonly reductions: readonly PredictedReduction[];
  readonly pasteurized: boolean;
  /** The thickest piece that would be pasteurised by now; 0 while none is. */
  readonly pasteurizedUpTo: Millimetres;
  /** When it was, or will be if the water stays as it is; undefined when it never will. */
  readonly pasteurizedAt: Milliseconds | undefined;
  /** What is still missing, in water as it is; 0 when nothing is, Infinity when it would never be enough. */
  readonly missing: Seconds;
  /** How long it takes in water at the setpoint, as the monitor counts: a little longer than the engine says. */
  readonly planned: Minutes;
  /** By how much later it is pasteurised than water at the setpoint would have done it. */
  readonly delay: Minutes;
  /** How long the water was not observed, in gaps over which nothing was credited. */
  readonly unseen: Minutes;
  /** The part of it in gaps of more than an hour. */
  readonly unobserved: Minutes;
  /** How long the core was between 5 and 54.4 °C. */
  readonly inDangerZone: Minutes;
  /** Whether that was too long, so that the food is to be thrown away. */
  readonly spoilt: boolean;
  /** The moment of the last reading. */
  readonly asOf: Milliseconds;
  /** The setpoint, where this food is never called pasteurised at it, with any log reduction; left out elsewhere. */
  readonly neverAt?: Celsius;
  /** Set where a probe in the food reads so little that no time can be predicted. */
  readonly unforeseen?: true;
}

/**
 * Follows the core of a food through the water as it was measured, from the moment it went in. What is between two
 * readings counts as the colder of them. Nothing in it ticks: each reading carries it on.
 */
export class FoodMonitor {
  private forecast: KeptForecast | undefined;

  /**
   * @param mark what its snapshots are good for; without one it makes none
   * @param course what it has seen already; undefined before the first reading
   */
  constructor(
    private readonly followed: Followed,
    private mark?: SnapshotMark,
    private course?: Course,
  ) {}

  /**
   * Carries the food on to a reading; one that is not later than the last, or no water has, is left out.
   * @param heated false where the cook was interrupted since the last reading, so that the bath may have been cold
   */
  follow(reading: WaterReading, heated = true): void {
    if (!isLiquid(reading.water)) return;
    if (this.course === undefined) this.begin(reading);
    else if (reading.at > this.course.last.at) this.carryOn(this.course, reading, heated);
  }

  /** How long the core may be between 5 and 54.4 °C. */
  get growthLimit(): Minutes {
    return this.followed.growthLimit;
  }

  /** What the food brought along from an earlier cook. */
  get carried(): Carried {
    return this.course?.carried ?? this.followed.carried ?? NOTHING_CARRIED;
  }

  /** The moment of the last reading; undefined until the first. */
  get lastAt(): Milliseconds | undefined {
    return this.course?.last.at;
  }

  /** Undefined until the first reading. */
  report(): MonitorReport | undefined {
    const { course } = this;
    if (course === undefined) return undefined;
    const { piece, ladder, thickness, countsAt, growthLimit } = this.followed;
    const { last, reachedAt, planned, unseen, unobserved, carried } = course;
    const growing = course.growing + carried.growing;
    const counts = countsAt(last.target);
    const missing = this.missing(course);
    const pasteurizedAt = reachedAt ?? later(last.at, missing);
    return {
      thickness,
      core: piece.core,
      reductions: hardestOfEachKind(piece.reductions(counts ?? everyPathogen)),
      pasteurized: reachedAt !== undefined,
      pasteurizedUpTo: ladder.pasteurizedUpTo,
      pasteurizedAt,
      missing,
      planned: secondsToMinutes(planned),
      delay: delayOf(course, pasteurizedAt),
      unseen: minutes(Math.round(unseen / 60)),
      unobserved: minutes(Math.round(unobserved / 60)),
      inDangerZone: minutes(Math.floor(growing / 60)),
      spoilt: carried.spoilt || growing > growthLimit * 60,
      asOf: last.at,
      ...(counts === undefined && reachedAt === undefined && { neverAt: last.target }),
    };
  }

  /** The model at the last reading, as a probe in the food is compared with it; undefined before the first. */
  modelled(): ModelledMoment | undefined {
    if (this.course === undefined) return undefined;
    const { piece, countsAt } = this.followed;
    const { last, begunAt, growing } = this.course;
    const counts = countsAt(last.target);
    return {
      ...last,
      inWater: last.at - begunAt,
      growing: growing * 1000,
      core: piece.core,
      tallies: piece.tallied(counts ?? everyPathogen),
      allowed: counts !== undefined,
    };
  }

  /** What would still be missing in water of a temperature from now on. */
  missingAt(water: Celsius): Seconds {
    if (this.course === undefined || this.course.reachedAt !== undefined) return seconds(0);
    return this.lookAhead(water, water);
  }

  /** The core from the last reading on, in water that stays as it is; empty until the first reading. */
  coreAhead(outlook: Outlook): readonly CoreAhead[] {
    if (this.course === undefined) return [];
    return coreAhead(this.followed.piece, lasting(this.course.last), outlook);
  }

  /** Identifies the plan and rules that its snapshots are valid for. */
  markedAs(mark: SnapshotMark): this {
    this.mark = mark;
    return this;
  }

  /** A food that was in an earlier cook; to be asked of a monitor that has not begun. */
  continuing({ inDangerZone, mustBeDiscarded }: EarlierCook): FoodMonitor {
    const carried = { growing: inDangerZone * 60, spoilt: mustBeDiscarded };
    return new FoodMonitor({ ...this.followed, carried }, this.mark);
  }

  /** All there is to know to go on in another process; undefined before the first reading, and without a mark. */
  snapshot(): MonitorSnapshot | undefined {
    const { mark, course } = this;
    if (mark === undefined || course === undefined) return undefined;
    const { piece, ladder } = this.followed;
    const { pasteurizedUpTo } = ladder;
    return { ...mark, ...packCourse(course), pasteurizedUpTo, piece: piece.pack(), rungs: ladder.pack() };
  }

  /**
   * A monitor that goes on from a snapshot; to be asked of one that has not begun.
   * @param lastAt the moment of the last reading on the clock of this process, not later than now
   * @throws SnapshotRefusedError when it is damaged, or was made of another plan or by another engine
   */
  restore(snapshot: unknown, lastAt: Milliseconds): FoodMonitor {
    if (!Number.isFinite(lastAt)) throw new SnapshotRefusedError('its age is unknown');
    const kept = readSnapshot(snapshot, this.mark);
    const piece = this.followed.piece.unpacked(kept.piece);
    const ladder = this.followed.ladder.unpacked(kept.pasteurizedUpTo, kept.rungs);
    return new FoodMonitor({ ...this.followed, piece, ladder }, this.mark, unpackCourse(kept, lastAt));
  }

  private begin(reading: WaterReading): void {
    const planned = this.lookAhead(reading.target, reading.target);
    this.course = {
      last: reading,
      begunAt: reading.at,
      planned,
      reachedAt: undefined,
      unseen: 0,
      unobserved: 0,
      growing: 0,
      carried: this.followed.carried ?? NOTHING_CARRIED,
    };
  }

  private carryOn(course: Course, reading: WaterReading, heated: boolean): void {
    const { last } = course;
    const passed = (reading.at - last.at) / 1000;
    const bath = bathBetween(last.water, reading.water, heated);
    const credited = heated && passed <= LONGEST_GAP;
    const { piece, ladder } = this.followed;
    const coreBefore = piece.core;
    piece.advance(passed, bath, credited);
    if (!credited) course.unseen += passed;
    if (passed > REPORTED_GAP) course.unobserved += passed;
    // The core is in the zone for the whole step when it is at either end: that can only be too long.
    if (!heated || isGrowing(coreBefore) || isGrowing(piece.core)) course.growing += passed;
    const counts = this.followed.countsAt(reading.target);
    ladder.advance(passed, bath, credited, counts);
    if (counts !== undefined && piece.isPasteurized(counts)) course.reachedAt ??= reading.at;
    if (!credited || !isAsForeseen(last, reading)) this.forecast = undefined;
    course.last = reading;
  }

  /** Every status and every reading needs this forecast, which takes longer than all else that is done with it. */
  private missing(course: Course): Seconds {
    const { last, reachedAt } = course;
    if (reachedAt !== undefined) return seconds(0);
    const left = this.forecast && leftOf(this.forecast, last);
    if (left !== undefined) return left;
    const missing = this.lookAhead(lasting(last), last.target);
    this.forecast = { of: last, missing };
    return missing;
  }

  private lookAhead(water: Celsius, target: Celsius): Seconds {
    const counts = this.followed.countsAt(target);
    if (counts === undefined) return seconds(Infinity);
    const piece = this.followed.piece.copy();
    const bath = asBath(water);
    for (let passed = 0; passed <= HORIZON; passed += FORECAST_STEP) {
      if (piece.isPasteurized(counts)) return seconds(passed);
      if (piece.neverPasteurizes(counts, bath)) break;
      piece.advance(FORECAST_STEP, bath, true);
    }
    return seconds(Infinity);
  }
}

function delayOf({ begunAt, planned }: Course, pasteurizedAt: Milliseconds | undefined): Minutes {
  const plannedAt = later(begunAt, planned);
  if (pasteurizedAt === undefined || plannedAt === undefined) return minutes(0);
  return minutes(Math.max(0, Math.round((pasteurizedAt - plannedAt) / 60_000)));
}

const everyPathogen = (): boolean => true;

const isGrowing = (core: Celsius): boolean => core >= GROWTH_FROM && core < GROWTH_UP_TO;

const later = (at: Milliseconds, by: Seconds): Milliseconds | undefined =>
  by < Infinity ? milliseconds(at + secondsToMilliseconds(by)) : undefined;
