import { BLIND_GAP, LONGEST_GAP, mayGrow, mayPassThroughGrowth } from './measured-reading.js';

interface Value {
  readonly at: number;
  readonly celsius: number;
}

/** How long bacteria grew in a food, in milliseconds. */
export interface Growth {
  /** As far as the core was measured: always the longer of two readings of what happened. */
  readonly observed: number;
  /** With the time in which the core was not measured and may have been as warm: never less. */
  readonly possible: number;
}

/**
 * How long bacteria may have grown in a food, by its measured core. A step between two readings counts whole when the
 * core may have been in that range at either end. A silence is no observation: of more than an hour between two readings
 * only what both ends say is observed, and a reading holds for 10 minutes after it. The rest of a silence with a reading
 * in that range beside it is possible, and so is the time before the first reading, at which the temperature of the food
 * is not known. Late readings may lengthen it and never shorten it.
 */
export class GrowthTime {
  private observed = 0;
  private unobserved = 0;
  private last: Value | undefined;
  private late: Value[] = [];

  /** @param beganAt in milliseconds since 1970 @param tolerance how far the sensor may be off, in °C */
  constructor(
    private readonly beganAt: number,
    private readonly tolerance: number,
  ) {}

  /** The same, to go on from here another way. */
  copy(): GrowthTime {
    const copy = new GrowthTime(this.beganAt, this.tolerance);
    copy.observed = this.observed;
    copy.unobserved = this.unobserved;
    copy.last = this.last;
    copy.late = [...this.late];
    return copy;
  }

  /** Goes on to a reading that came in time, later than those before. */
  follow(reading: Value): void {
    const { observed, possible } = this.step(reading);
    this.observed += observed;
    this.unobserved += possible - observed;
    this.last = reading;
    this.late = [];
  }

  /** Takes in a reading that came late, in the order of the instants. */
  noteLate(reading: Value): void {
    this.late.push(reading);
  }

  /** Altogether, up to now. */
  until(now: number): Growth {
    const { observed, possible } = this.silence(now);
    return { observed: this.observed + observed, possible: this.observed + this.unobserved + possible };
  }

  /** Since the last reading. */
  private silence(now: number): Growth {
    const { last } = this;
    const passed = now - (last?.at ?? this.beganAt);
    const late = this.lateGrowth(undefined);
    if (!(passed > 0)) return { observed: 0, possible: 0 };
    if (last === undefined) return { observed: late, possible: passed };
    if (!this.grows(last)) return { observed: late, possible: this.lateSilence(now) };
    return { observed: Math.max(late, Math.min(passed, LONGEST_GAP)), possible: passed };
  }

  private step(next: Value): Growth {
    const { last } = this;
    const passed = next.at - (last?.at ?? this.beganAt);
    const late = this.lateGrowth(next);
    if (last === undefined) return { observed: late, possible: passed };
    if (!mayPassThroughGrowth(last.celsius, next.celsius, this.tolerance))
      return { observed: late, possible: late };
    const bothGrow = this.grows(last) && this.grows(next);
    if (passed <= BLIND_GAP || bothGrow) return { observed: passed, possible: passed };
    const held = this.grows(last) || this.grows(next) ? LONGEST_GAP : 0;
    return { observed: Math.max(late, held), possible: passed };
  }

  private grows({ celsius }: Value): boolean {
    return mayGrow(celsius, this.tolerance);
  }

  /** The time between late readings of which either allows growth. */
  private lateGrowth(next: Value | undefined): number {
    if (this.late.length === 0) return 0;
    const all = [this.last, ...this.late, next].filter((one) => one !== undefined);
    return all
      .slice(1)
      .map((value, index) => (this.grows(value) || this.grows(all[index]!) ? value.at - all[index]!.at : 0))
      .reduce((sum, one) => sum + one, 0);
  }

  /** The same, up to now when the latest of them allows growth. */
  private lateSilence(now: number): number {
    const newest = this.late.at(-1);
    const since = newest !== undefined && this.grows(newest) ? Math.max(0, now - newest.at) : 0;
    return this.lateGrowth(undefined) + since;
  }
}
