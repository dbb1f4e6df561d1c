import { RateProfile } from './rate-profile.js';
import { LONGEST_MS, rateOf } from './rate.js';
import { RecentReadings, type Sample } from './recent-readings.js';

/** Food warms once its core rose by this over its lowest: in °C, and in steps of the sensor. */
const BEGUN_CELSIUS = 2;
const BEGUN_STEPS = 2;
/** Warmer than a hand and the air of a dwelling, in °C. */
const HOT_CELSIUS = 40;
/** A difference below this is the noise of a sensor, and no step of it. */
const LEAST_STEP = 0.01;
const DEFAULT_STEP = 0.1;
/** The usual gap between readings is a running mean with this weight; longer gaps than this are no usual ones. */
const GAP_WEIGHT = 0.05;
const LONGEST_GAP_MS = 5 * 60_000;
/** The rate is computed anew at most this often. */
const RATE_EVERY_MS = 10_000;

/** The core of one piece of food over time: where it began, how fast it rises, and how that changed. */
export class CoreCourse {
  readonly profile = new RateProfile();
  private readonly recent = new RecentReadings(LONGEST_MS);
  private risenSince: number | undefined;
  private lowestAt = 0;
  private gap = 0;
  private rateAt = -Infinity;
  private known: number | null = null;
  private lowest = Infinity;
  private smallest = Infinity;
  private top: Sample | undefined;

  /** Takes the next reading of a probe that is in the food. */
  take(reading: Sample): void {
    this.learnSensor(reading);
    this.recent.add(reading);
    if (this.wasNotInFood(reading)) this.startAgain(reading);
    if (reading.celsius >= this.lowest + Math.max(BEGUN_CELSIUS, BEGUN_STEPS * this.step))
      this.risenSince ??= this.lowestAt;
    if (this.top === undefined || reading.celsius > this.top.celsius) this.top = reading;
    if (reading.at - this.rateAt >= RATE_EVERY_MS) this.computeRate(reading);
  }

  /** The probe is in food again: what it showed meanwhile counts for no rate. */
  resumeAt(at: number): void {
    this.recent.forgetBefore(at);
    this.known = null;
    this.rateAt = -Infinity;
  }

  /** Whether the food has begun to warm. */
  get hasBegun(): boolean {
    return this.risenSince !== undefined;
  }

  /** When it began to warm: the instant of its lowest core, in milliseconds since 1970. */
  get begunAt(): number {
    return this.risenSince ?? this.lowestAt;
  }

  /** The usual time between two readings, in milliseconds. */
  get interval(): number {
    return this.gap;
  }

  /** The core when it began to warm, in °C. */
  get start(): number {
    return this.lowest;
  }

  /** The highest core, and when it was first reached. */
  get highest(): Sample | undefined {
    return this.top;
  }

  get newest(): Sample | undefined {
    return this.recent.newest;
  }

  /** °C per hour; null while too few readings are known. */
  get rate(): number | null {
    return this.known;
  }

  /** The smallest difference that the sensor shows, in °C. */
  get step(): number {
    return this.smallest === Infinity ? DEFAULT_STEP : this.smallest;
  }

  /** Over how long the newest readings reach, in milliseconds. */
  get span(): number {
    const samples = this.recent.all();
    return samples.length === 0 ? 0 : samples.at(-1)!.at - samples[0]!.at;
  }

  private learnSensor({ at, celsius }: Sample): void {
    const { newest } = this.recent;
    if (newest === undefined) return;
    this.gap += (Math.min(at - newest.at, LONGEST_GAP_MS) - this.gap) * GAP_WEIGHT;
    const difference = Math.abs(celsius - newest.celsius);
    if (difference >= LEAST_STEP) this.smallest = Math.min(this.smallest, difference);
  }

  /** Food does not become colder than it began, unless it began hot and cools; a probe from a warm hand does. */
  private wasNotInFood({ celsius }: Sample): boolean {
    if (!this.hasBegun) return celsius < this.lowest;
    return this.lowest < HOT_CELSIUS && celsius < this.lowest - BEGUN_CELSIUS;
  }

  /** A probe that falls from air into cold food shows no rate of the food, nor its highest. */
  private startAgain(reading: Sample): void {
    this.risenSince = undefined;
    this.lowest = reading.celsius;
    this.lowestAt = reading.at;
    this.top = reading;
    this.recent.forgetBefore(reading.at);
    this.profile.clear();
  }

  private computeRate({ at, celsius }: Sample): void {
    this.rateAt = at;
    this.known = rateOf(this.recent.all(), this.step);
    if (this.hasBegun && this.known !== null && celsius >= (this.top?.celsius ?? celsius))
      this.profile.add(celsius, this.known);
  }
}
