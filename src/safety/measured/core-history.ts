import { GrowthTime, type Growth } from './growth-time.js';
import type { MeasuredNeed } from './measured-need.js';
import { BLIND_GAP, coldestCore, LONGEST_GAP } from './measured-reading.js';

/** A measured core at an instant. */
interface Core {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** In °C, as read. */
  readonly celsius: number;
}

/** What a core has gone through up to its last reading that counts. */
export class CoreHistory {
  private readonly lost: number[];
  private growth: GrowthTime;
  private newest: Core | undefined;
  private interrupted = false;
  private hottest = -Infinity;
  private doneAt: number | undefined;
  private unobserved = 0;

  /**
   * @param beganAt when the food went on the heat, in milliseconds since 1970
   * @param tolerance how far the sensor may be off, in °C
   */
  constructor(
    private readonly need: MeasuredNeed,
    private readonly beganAt: number,
    private readonly tolerance: number,
  ) {
    this.lost = need.pathogens.map(() => 0);
    this.growth = new GrowthTime(beganAt, tolerance);
  }

  /** The decimal reductions of each pathogen. */
  get reached(): readonly number[] {
    return this.lost;
  }

  /** The last reading that counts. */
  get last(): Core | undefined {
    return this.newest;
  }

  /** In milliseconds since 1970; undefined until it is pasteurised. */
  get pasteurizedAt(): number | undefined {
    return this.doneAt;
  }

  /** The same, to go on from here another way. */
  copy(): CoreHistory {
    const copy = new CoreHistory(this.need, this.beganAt, this.tolerance);
    for (const [index, reached] of this.lost.entries()) copy.lost[index] = reached;
    copy.growth = this.growth.copy();
    copy.newest = this.newest;
    copy.interrupted = this.interrupted;
    copy.hottest = this.hottest;
    copy.doneAt = this.doneAt;
    copy.unobserved = this.unobserved;
    return copy;
  }

  /** The core is not known for a moment: nothing is credited up to its next reading. */
  interrupt(): void {
    this.interrupted = true;
  }

  /** Goes on to a reading that came in time, later than those before. */
  carryOn({ at, celsius }: Core): void {
    const { newest } = this;
    this.growth.follow({ at, celsius });
    const passed = at - (newest?.at ?? this.beganAt);
    if (passed > BLIND_GAP) this.unobserved += passed;
    if (newest !== undefined && passed <= LONGEST_GAP && !this.interrupted)
      this.credit(Math.min(newest.celsius, celsius), passed / 1000);
    this.interrupted = false;
    this.hottest = Math.max(this.hottest, coldestCore(celsius, this.tolerance));
    this.newest = { at, celsius };
    if (this.isPasteurized()) this.doneAt ??= at;
  }

  /** Takes in a reading that came late, in the order of the instants. */
  noteLate({ at, celsius }: Core): void {
    this.growth.noteLate({ at, celsius });
  }

  /** @param now in milliseconds since 1970 */
  growthUntil(now: number): Growth {
    return this.growth.until(now);
  }

  /** How long the core was not observed, in milliseconds. @param now in milliseconds since 1970 */
  unobservedUntil(now: number): number {
    const silence = now - (this.newest?.at ?? this.beganAt);
    return this.unobserved + (silence > BLIND_GAP ? silence : 0);
  }

  private credit(reading: number, seconds: number): void {
    const core = coldestCore(reading, this.tolerance);
    for (const [index, { rate }] of this.need.pathogens.entries())
      this.lost[index]! += rate(core, core) * seconds;
  }

  private isPasteurized(): boolean {
    const { pathogens, floor } = this.need;
    if (pathogens.length === 0 || !(this.hottest >= floor)) return false;
    return pathogens.every(({ target }, index) => this.lost[index]! >= target);
  }
}
