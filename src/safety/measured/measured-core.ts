import { minutes, type Minutes } from '../../shared/units.js';
import { hardestOfEachKind, type PredictedReduction } from '../forecast.js';
import { GrowthTime } from './growth-time.js';
import type { MeasuredNeed } from './measured-need.js';
import { coldestCore, LONG_BLIND, LONGEST_GAP, type CoreReading } from './measured-reading.js';

/** Where a food stands by its measured core. */
export interface MeasuredReport {
  /**
   * `unknown`: nothing usable was measured; `discarded`: it was between 5 and 54.4 °C for too long; `no_matter`: heat has
   * nothing to make safe.
   */
  readonly verdict: 'pasteurized' | 'not_pasteurized' | 'unknown' | 'discarded' | 'no_matter';
  /** Each kind of pathogen once, by the hardest of its targets. */
  readonly reductions: readonly PredictedReduction[];
  /** When it was pasteurised, or will be if the core stays as it is: milliseconds since 1970; undefined when unknown. */
  readonly pasteurizedAt: number | undefined;
  /** How long the core was, or may have been, between 5 and 54.4 °C. */
  readonly inDangerZone: Minutes;
  /** How long nothing usable was read, in gaps of more than 10 minutes. */
  readonly unobserved: Minutes;
  /** The newest reading with a value, in °C, and when it was measured; undefined before the first. */
  readonly newest: { readonly at: number; readonly celsius: number; readonly late: boolean } | undefined;
}

interface Last {
  readonly at: number;
  readonly celsius: number;
}

/**
 * Follows a food by its measured core, reading by reading. Between two readings the core counts as hot as at the colder
 * of them, less the tolerance of the sensor. It has no clock: each reading carries it on.
 */
export class MeasuredCore {
  private readonly reached: number[];
  private readonly growth: GrowthTime;
  private last: Last | undefined;
  private interrupted = false;
  private hottest = -Infinity;
  private pasteurizedAt: number | undefined;
  private newest: MeasuredReport['newest'];
  private unobserved = 0;
  private unchanged: number | undefined;

  /**
   * @param beganAt when the food went on the heat, in milliseconds since 1970
   * @param tolerance how far the sensor may be off, in °C
   */
  constructor(
    private readonly need: MeasuredNeed,
    private readonly beganAt: number,
    private readonly tolerance: number,
  ) {
    this.reached = need.pathogens.map(() => 0);
    this.growth = new GrowthTime(beganAt, tolerance);
  }

  /** Until when readings were taken in, in milliseconds since 1970. */
  get until(): number {
    return Math.max(this.last?.at ?? this.beganAt, this.newest?.at ?? this.beganAt);
  }

  /** Since when the sensor has given the value that it gives now, in milliseconds since 1970; undefined before any. */
  get unchangedSince(): number | undefined {
    return this.unchanged;
  }

  /** Goes on to a reading, in the order of their instants; one that is not later than the last is left out. */
  follow(reading: CoreReading): void {
    if (!(reading.at >= this.beganAt) || !(reading.at > (this.last?.at ?? -Infinity))) return;
    if (reading.celsius === null || !Number.isFinite(reading.celsius)) {
      this.interrupted ||= !reading.late;
      return;
    }
    const known = { ...reading, celsius: reading.celsius };
    if (!(known.at < (this.newest?.at ?? -Infinity))) this.newest = known;
    if (known.late) this.growth.noteLate(known);
    else this.carryOn(known);
  }

  /**
   * @param now in milliseconds since 1970
   * @param working false when the coldest possible sensor does not work at present
   */
  report(now: number, working = true): MeasuredReport {
    const silence = Math.max(0, now - (this.last?.at ?? this.beganAt));
    const blind = silence > LONGEST_GAP ? silence : 0;
    const inDangerZone = Math.floor(this.growth.until(now) / 60_000);
    const verdict = this.verdict(inDangerZone, blind, working);
    return {
      verdict,
      reductions: this.reductions(),
      pasteurizedAt: this.shownAt(verdict, silence),
      inDangerZone: minutes(inDangerZone),
      unobserved: minutes(Math.round((this.unobserved + blind) / 60_000)),
      newest: this.newest,
    };
  }

  private carryOn(reading: Last): void {
    const { last } = this;
    if (last?.celsius !== reading.celsius) this.unchanged = reading.at;
    this.growth.follow(reading);
    const from = last?.at ?? this.beganAt;
    const passed = reading.at - from;
    if (passed > LONGEST_GAP) this.unobserved += passed;
    if (last !== undefined && passed <= LONGEST_GAP && !this.interrupted)
      this.credit(Math.min(last.celsius, reading.celsius), passed / 1000);
    this.interrupted = false;
    this.hottest = Math.max(this.hottest, coldestCore(reading.celsius, this.tolerance));
    this.last = { at: reading.at, celsius: reading.celsius };
    if (this.isPasteurized()) this.pasteurizedAt ??= reading.at;
  }

  private credit(reading: number, seconds: number): void {
    const core = coldestCore(reading, this.tolerance);
    for (const [index, { rate }] of this.need.pathogens.entries())
      this.reached[index]! += rate(core, core) * seconds;
  }

  private isPasteurized(): boolean {
    const { pathogens, floor } = this.need;
    if (pathogens.length === 0 || !(this.hottest >= floor)) return false;
    return pathogens.every(({ target }, index) => this.reached[index]! >= target);
  }

  private verdict(inDangerZone: number, blind: number, working: boolean): MeasuredReport['verdict'] {
    const { matters, growthLimit } = this.need;
    if (!matters) return 'no_matter';
    if (this.newest === undefined) return 'unknown';
    if (inDangerZone > growthLimit) return 'discarded';
    if (this.last === undefined) return 'unknown';
    // What was known once stays known for some hours, as of the last reading that counted.
    if (this.pasteurizedAt !== undefined) return blind >= LONG_BLIND ? 'unknown' : 'pasteurized';
    return working ? 'not_pasteurized' : 'unknown';
  }

  private reductions(): readonly PredictedReduction[] {
    return hardestOfEachKind(
      this.need.pathogens.map(({ name, target }, index) => ({
        name,
        predicted: this.reached[index]!,
        required: target,
      })),
    );
  }

  /** The fact, or what comes of a core that stays as it is; no forecast of a core that is not measured now. */
  private shownAt(verdict: MeasuredReport['verdict'], silence: number): number | undefined {
    if (verdict === 'pasteurized') return this.pasteurizedAt;
    const { last, need } = this;
    if (verdict !== 'not_pasteurized' || last === undefined || silence > LONGEST_GAP) return undefined;
    const core = coldestCore(last.celsius, this.tolerance);
    if (!(core >= need.floor) || need.pathogens.length === 0) return undefined;
    const left = need.pathogens.map(
      ({ target, rate }, index) => Math.max(0, target - this.reached[index]!) / rate(core, core),
    );
    const seconds = Math.max(...left);
    // The rate is 0 in a core that is too cold: NaN or Infinity, and no instant.
    return seconds < Infinity ? last.at + seconds * 1000 : undefined;
  }
}
