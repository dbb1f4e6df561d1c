import {
  celsius,
  milliseconds,
  minutes,
  seconds,
  secondsToMilliseconds,
  secondsToMinutes,
} from '../../shared/units.js';
import type { Celsius, Millimetres, Milliseconds, Minutes, Seconds } from '../../shared/units.js';
import { GROWTH_FROM, GROWTH_UP_TO, hardestOfEachKind, type PredictedReduction } from '../forecast.js';
import type { Destruction } from '../physics/destruction.js';
import type { FollowedPiece } from './followed-piece.js';
import type { ThicknessLadder } from './thickness-ladder.js';

/** The cooker's thermometer may be wrong by so many degrees: the water counts as that much cooler. */
export const SENSOR_ERROR = 0.3;
/** What a thermometer in liquid water can say, in °C: anything else is a slip of it, and no reading. */
const [ICE, STEAM] = [0, 100];
/** Over a longer gap between two readings, in seconds, nothing counts as killed. */
const LONGEST_GAP = 600;
/** How far ahead it is looked, and in what steps, in seconds. */
const HORIZON = 24 * 3600;
const STEP_AHEAD = 15;

/** The water as it was seen at a moment of the monotonic clock, and the setpoint then. */
export interface WaterReading {
  readonly at: Milliseconds;
  readonly water: Celsius;
  readonly target: Celsius;
}

/** What is followed, and by what it is measured. */
export interface Followed {
  /** As told, or as assumed. */
  readonly thickness: Millimetres;
  readonly piece: FollowedPiece;
  readonly ladder: ThicknessLadder;
  /** Which germs count at a setpoint; undefined where the food may never be cooked at it. */
  readonly countsAt: (target: Celsius) => ((germ: Destruction) => boolean) | undefined;
  /** How long the core may be between 5 and 54.4 °C. */
  readonly growthLimit: Minutes;
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
  /** How long nobody saw the water, in gaps over which nothing was credited. */
  readonly unseen: Minutes;
  /** How long the core was between 5 and 54.4 °C. */
  readonly inDangerZone: Minutes;
  /** Whether that was too long, so that the food is to be thrown away. */
  readonly spoilt: boolean;
}

/**
 * Follows the core of a food through the water as it was measured, from the moment it went in. What is between two
 * readings counts as the colder of them. Nothing in it ticks: each reading carries it on.
 */
export class FoodMonitor {
  private last: WaterReading | undefined;
  private reachedAt: Milliseconds | undefined;
  private planned = seconds(Infinity);
  private plannedAt: Milliseconds | undefined;
  private unseen = 0;
  private growing = 0;
  private ahead: { readonly of: WaterReading; readonly missing: Seconds } | undefined;

  constructor(private readonly followed: Followed) {}

  /** Carries the food on to a reading; one that is not later than the last, or no water has, is left out. */
  follow(reading: WaterReading): void {
    if (!(reading.water >= ICE && reading.water <= STEAM)) return;
    const before = this.last;
    if (before === undefined) this.begin(reading);
    else if (reading.at > before.at) this.carryOn(before, reading);
  }

  /** Undefined until the first reading. */
  report(): MonitorReport | undefined {
    const { last, followed } = this;
    if (last === undefined) return undefined;
    const { piece, ladder, thickness, countsAt } = followed;
    const missing = this.missing(last);
    const pasteurizedAt = this.reachedAt ?? later(last.at, missing);
    return {
      thickness,
      core: piece.core,
      reductions: hardestOfEachKind(piece.reductions(countsAt(last.target) ?? everyGerm)),
      pasteurized: this.reachedAt !== undefined,
      pasteurizedUpTo: ladder.pasteurizedUpTo,
      pasteurizedAt,
      missing,
      planned: secondsToMinutes(this.planned),
      delay: this.delay(pasteurizedAt),
      unseen: minutes(Math.round(this.unseen / 60)),
      inDangerZone: minutes(Math.floor(this.growing / 60)),
      spoilt: this.growing > followed.growthLimit * 60,
    };
  }

  /** What would still be missing in water of a temperature from now on. */
  missingAt(water: Celsius): Seconds {
    if (this.reachedAt !== undefined || this.last === undefined) return seconds(0);
    return this.lookAhead(water, water);
  }

  private begin(reading: WaterReading): void {
    this.last = reading;
    this.planned = this.lookAhead(reading.target, reading.target);
    this.plannedAt = later(reading.at, this.planned);
  }

  private carryOn(before: WaterReading, reading: WaterReading): void {
    const passed = (reading.at - before.at) / 1000;
    const bath = celsius(Math.min(before.water, reading.water) - SENSOR_ERROR);
    const credited = passed <= LONGEST_GAP;
    const { piece, ladder } = this.followed;
    const coreBefore = piece.core;
    piece.advance(passed, bath, credited);
    if (!credited) this.unseen += passed;
    // The core is in the zone for the whole step when it is at either end: that can only be too long.
    if (isGrowing(coreBefore) || isGrowing(piece.core)) this.growing += passed;
    const counts = this.followed.countsAt(reading.target);
    ladder.advance(passed, bath, credited, counts);
    if (counts !== undefined && piece.isPasteurized(counts)) this.reachedAt ??= reading.at;
    this.last = reading;
  }

  /** The same question is asked with every status; the answer changes with the water only. */
  private missing(last: WaterReading): Seconds {
    if (this.reachedAt !== undefined) return seconds(0);
    if (this.ahead?.of !== last) {
      this.ahead = {
        of: last,
        missing: this.lookAhead(celsius(Math.min(last.water, last.target)), last.target),
      };
    }
    return this.ahead.missing;
  }

  private lookAhead(water: Celsius, target: Celsius): Seconds {
    const counts = this.followed.countsAt(target);
    if (counts === undefined) return seconds(Infinity);
    const piece = this.followed.piece.copy();
    for (let passed = 0; passed <= HORIZON; passed += STEP_AHEAD) {
      if (piece.isPasteurized(counts)) return seconds(passed);
      piece.advance(STEP_AHEAD, celsius(water - SENSOR_ERROR), true);
    }
    return seconds(Infinity);
  }

  private delay(pasteurizedAt: Milliseconds | undefined): Minutes {
    if (pasteurizedAt === undefined || this.plannedAt === undefined) return minutes(0);
    return minutes(Math.max(0, Math.round((pasteurizedAt - this.plannedAt) / 60_000)));
  }
}

const everyGerm = (): boolean => true;

const isGrowing = (core: Celsius): boolean => core >= GROWTH_FROM && core < GROWTH_UP_TO;

const later = (at: Milliseconds, by: Seconds): Milliseconds | undefined =>
  by < Infinity ? milliseconds(at + secondsToMilliseconds(by)) : undefined;
