/** Samples are kept at least so far apart, in ms: closer ones tell nothing more of the rate. */
const SPACING = 15_000;
/** The most samples: an hour of them before a value that stays the same, and half an hour of that. */
const MOST_SAMPLES = 384;
/** A value that stays the same is sampled for so long, in ms: then what came before it is kept instead. */
const SAMPLED_RUN = 30 * 60_000;
/** How many intervals between readings are remembered. */
const MOST_GAPS = 15;

/** A value at an instant, in milliseconds since 1970. */
export interface Sample {
  readonly at: number;
  readonly celsius: number;
}

/** How long exactly one value has been read without another. */
export interface Run {
  readonly celsius: number;
  /** The instants of its first and last reading. */
  readonly since: number;
  readonly until: number;
  readonly count: number;
}

/**
 * What is kept of the newest readings of a probe: thinned samples, the present run of one value and the usual interval.
 * Some kilobytes for each probe, whatever it sends.
 */
export class RecentReadings {
  private readonly kept: Sample[] = [];
  private readonly gaps: number[] = [];
  private lastAt: number | undefined;
  private present: Run | undefined;

  /** Samples, oldest first. */
  get samples(): readonly Sample[] {
    return this.kept;
  }

  /** The run of the newest value; undefined when the newest reading has none. */
  get run(): Run | undefined {
    return this.present;
  }

  /** The median interval between readings in seconds; undefined with fewer than three. */
  get usualInterval(): number | undefined {
    if (this.gaps.length < 3) return undefined;
    const sorted = this.gaps.toSorted((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)]! / 1000;
  }

  /** Adds a reading that is newer than all before. @param celsius null for one without a value, which ends the run */
  add(at: number, celsius: number | null): void {
    if (this.lastAt !== undefined) this.gaps.push(at - this.lastAt);
    if (this.gaps.length > MOST_GAPS) this.gaps.shift();
    this.lastAt = at;
    if (celsius === null) this.present = undefined;
    else this.addValue(at, celsius);
  }

  private addValue(at: number, celsius: number): void {
    const { present } = this;
    const goesOn = present?.celsius === celsius;
    this.present = goesOn
      ? { ...present, until: at, count: present.count + 1 }
      : { celsius, since: at, until: at, count: 1 };
    const isLong = at - this.present.since > SAMPLED_RUN;
    const newest = this.kept.at(-1);
    if (isLong || (newest !== undefined && at - newest.at < SPACING)) return;
    this.kept.push({ at, celsius });
    if (this.kept.length > MOST_SAMPLES) this.kept.splice(0, MOST_SAMPLES / 8);
  }
}
