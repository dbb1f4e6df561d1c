import { BLIND_GAP, mayGrow } from './measured-reading.js';

interface Value {
  readonly at: number;
  readonly celsius: number;
}

/**
 * How long bacteria may have grown in a food, by its measured core: always the longer of two readings of what happened.
 * A step between two readings counts whole when either end allows growth, a gap of more than an hour whatever its ends,
 * and so does the time before the first reading, at which the temperature of the food is not known. Late readings may
 * lengthen it and never shorten it.
 */
export class GrowthTime {
  private milliseconds = 0;
  private last: Value | undefined;
  private late: Value[] = [];

  /** @param beganAt in milliseconds since 1970 @param tolerance how far the sensor may be off, in °C */
  constructor(
    private readonly beganAt: number,
    private readonly tolerance: number,
  ) {}

  /** Goes on to a reading that came in time, later than those before. */
  follow(reading: Value): void {
    this.milliseconds += this.step(reading);
    this.last = reading;
    this.late = [];
  }

  /** Takes in a reading that came late, in the order of the instants. */
  noteLate(reading: Value): void {
    this.late.push(reading);
  }

  /** Altogether in milliseconds, up to now. */
  until(now: number): number {
    const { last } = this;
    const silence = now - (last?.at ?? this.beganAt);
    if (!(silence > 0)) return this.milliseconds;
    if (last === undefined || this.grows(last) || silence > BLIND_GAP) return this.milliseconds + silence;
    return this.milliseconds + this.lateGrowth(undefined);
  }

  private step(next: Value): number {
    const { last } = this;
    const passed = next.at - (last?.at ?? this.beganAt);
    if (last === undefined || passed > BLIND_GAP || this.grows(last) || this.grows(next)) return passed;
    return this.lateGrowth(next);
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
}
