import { minutes, type Minutes } from '../../shared/units.js';
import { hardestOfEachKind, type PredictedReduction } from '../forecast.js';
import { CoreHistory } from './core-history.js';
import type { MeasuredNeed } from './measured-need.js';
import { coldestCore, LONG_BLIND, LONGEST_GAP, type CoreReading } from './measured-reading.js';

/** The newest reading of a probe. */
export interface NewestCore {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** In °C. */
  readonly celsius: number;
  readonly late: boolean;
  /** Whether the probe was out of the food. */
  readonly outside: boolean;
}

/** Where a food stands by its measured core. */
export interface MeasuredReport {
  /**
   * `unknown`: nothing usable was measured, or it may have been between 5 and 54.4 °C for too long while it was not;
   * `discarded`: it was there for too long; `no_matter`: heat has nothing to make safe.
   */
  readonly verdict: 'pasteurized' | 'not_pasteurized' | 'unknown' | 'discarded' | 'no_matter';
  /** Each kind of pathogen once, by the hardest of its targets. */
  readonly reductions: readonly PredictedReduction[];
  /** When it was pasteurised, or will be if the core stays as it is: milliseconds since 1970; undefined when unknown. */
  readonly pasteurizedAt: number | undefined;
  /** Whether any reading counts: one that came in time, from within the food. */
  readonly isMeasured: boolean;
  /** Whether it was pasteurised as of the last reading that counts. */
  readonly wasPasteurized: boolean;
  /** How long the core was between 5 and 54.4 °C, as far as it was measured. */
  readonly inDangerZone: Minutes;
  /** The same with the time in which it was not measured and may have been there. */
  readonly maybeInDangerZone: Minutes;
  /** How long it may be there. */
  readonly growthLimit: Minutes;
  /** How long nothing usable was read, in gaps of more than an hour. */
  readonly unobserved: Minutes;
  /** The newest reading with a value; undefined before the first. */
  readonly newest: NewestCore | undefined;
}

/** How far back it may turn out that a probe has left the food, in ms; and the least time between two states that are kept. */
const KEPT_BACK = 5 * 60_000;
const KEPT_EVERY = 5_000;

/**
 * Follows a food by its measured core, reading by reading. Between two readings the core counts as hot as at the colder
 * of them, less the tolerance of the sensor. It has no clock: each reading carries it on.
 */
export class MeasuredCore {
  private history: CoreHistory;
  /** How it stood at some of the last readings, oldest first. */
  private kept: CoreHistory[] = [];
  private newest: NewestCore | undefined;

  /**
   * @param beganAt when the food went on the heat, in milliseconds since 1970
   * @param tolerance how far the sensor may be off, in °C
   */
  constructor(
    private readonly need: MeasuredNeed,
    private readonly beganAt: number,
    private readonly tolerance: number,
  ) {
    this.history = new CoreHistory(need, beganAt, tolerance);
  }

  /** Goes on to a reading, in the order of their instants. Of those of one instant the coldest counts. */
  follow(reading: CoreReading): void {
    if (!(reading.at >= this.beganAt) || !this.isNews(reading)) return;
    if (reading.celsius === null || !Number.isFinite(reading.celsius)) {
      if (!reading.late) this.history.interrupt();
      return;
    }
    const known = { ...reading, celsius: reading.celsius, outside: reading.outside === true };
    if (!(known.at < (this.newest?.at ?? -Infinity))) this.newest = known;
    if (known.outside) this.history.interrupt();
    else if (known.late) this.history.noteLate(known);
    else this.carryOn(known);
  }

  /** The probe left the food at an instant: what it read since then was not the core. */
  leftFood(at: number): void {
    const before = this.kept.findLast(({ last }) => last!.at <= at);
    this.history = before?.copy() ?? new CoreHistory(this.need, this.beganAt, this.tolerance);
    this.history.interrupt();
    this.kept = this.kept.filter(({ last }) => last!.at <= at);
  }

  /**
   * @param now in milliseconds since 1970
   * @param working false when the coldest possible sensor does not work at present
   */
  report(now: number, working = true): MeasuredReport {
    const { last, pasteurizedAt } = this.history;
    const silence = Math.max(0, now - (last?.at ?? this.beganAt));
    const { observed, possible } = this.history.growthUntil(now);
    const inDangerZone = Math.floor(observed / 60_000);
    const maybeInDangerZone = Math.floor(possible / 60_000);
    const verdict = this.verdict({ inDangerZone, maybeInDangerZone, silence, working });
    return {
      verdict,
      reductions: this.reductions(),
      pasteurizedAt: this.shownAt(verdict, silence),
      isMeasured: last !== undefined,
      wasPasteurized: pasteurizedAt !== undefined,
      inDangerZone: minutes(inDangerZone),
      maybeInDangerZone: minutes(maybeInDangerZone),
      growthLimit: this.need.growthLimit,
      unobserved: minutes(Math.round(this.history.unobservedUntil(now) / 60_000)),
      newest: this.newest,
    };
  }

  private isNews({ at, celsius }: CoreReading): boolean {
    const { last } = this.history;
    if (last === undefined || at > last.at) return true;
    return at === last.at && celsius !== null && celsius < last.celsius;
  }

  private carryOn(reading: NewestCore): void {
    this.history.carryOn(reading);
    const latest = this.kept.at(-1)?.last?.at ?? -Infinity;
    if (reading.at - latest < KEPT_EVERY) return;
    this.kept.push(this.history.copy());
    // One that is older stays, so that there is one before a gap.
    const recent = this.kept.findIndex(({ last }) => last!.at > reading.at - KEPT_BACK);
    if (recent > 1) this.kept.splice(0, recent - 1);
  }

  private verdict(seen: {
    readonly inDangerZone: number;
    readonly maybeInDangerZone: number;
    readonly silence: number;
    readonly working: boolean;
  }): MeasuredReport['verdict'] {
    const { matters, growthLimit } = this.need;
    const { last, pasteurizedAt } = this.history;
    if (!matters) return 'no_matter';
    if (this.newest === undefined) return 'unknown';
    if (seen.inDangerZone > growthLimit) return 'discarded';
    // What was known once stays known for some hours, as of the last reading that counted.
    if (last === undefined || seen.maybeInDangerZone > growthLimit || seen.silence >= LONG_BLIND)
      return 'unknown';
    if (pasteurizedAt !== undefined) return 'pasteurized';
    return seen.working ? 'not_pasteurized' : 'unknown';
  }

  private reductions(): readonly PredictedReduction[] {
    const { reached } = this.history;
    return hardestOfEachKind(
      this.need.pathogens.map(({ name, target }, index) => ({
        name,
        predicted: reached[index]!,
        required: target,
      })),
    );
  }

  /** The fact, or what comes of a core that stays as it is; no forecast of a core that is not measured now. */
  private shownAt(verdict: MeasuredReport['verdict'], silence: number): number | undefined {
    const { history, need } = this;
    if (verdict === 'pasteurized') return history.pasteurizedAt;
    const { last } = history;
    if (verdict !== 'not_pasteurized' || last === undefined || silence > LONGEST_GAP) return undefined;
    if (this.newest?.outside === true) return undefined;
    const core = coldestCore(last.celsius, this.tolerance);
    if (!(core >= need.floor) || need.pathogens.length === 0) return undefined;
    const left = need.pathogens.map(
      ({ target, rate }, index) => Math.max(0, target - history.reached[index]!) / rate(core, core),
    );
    const seconds = Math.max(...left);
    // The rate is 0 in a core that is too cold: NaN or Infinity, and no instant.
    return seconds < Infinity ? last.at + seconds * 1000 : undefined;
  }
}
