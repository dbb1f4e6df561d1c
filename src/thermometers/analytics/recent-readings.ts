/** A value at an instant. */
export interface Sample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly celsius: number;
}

/** Readings closer than this are folded to one, so that memory is bounded at any sampling rate. */
const FOLD_MS = 10_000;

/**
 * The newest readings of one sensor, over a span of time: those within 10 s are folded to their newest. It holds at most
 * one sample per 10 s of its span.
 */
export class RecentReadings {
  private samples: Sample[] = [];
  private folds = 0;
  private origin: number | undefined;

  /** @param spanMs how far back it reaches, in milliseconds */
  constructor(private readonly spanMs: number) {}

  /** Adds a sample that is newer than all others. */
  add(sample: Sample): void {
    this.origin ??= sample.at;
    const fold = Math.floor((sample.at - this.origin) / FOLD_MS);
    if (fold === this.folds && this.samples.length > 1) this.samples.pop();
    this.folds = fold;
    this.samples.push(sample);
    const oldest = sample.at - this.spanMs;
    if (this.samples[0]!.at >= oldest) return;
    // One sample from before the span stays: the value with which the span begins.
    const first = this.samples.findIndex(({ at }) => at >= oldest);
    if (first > 1) this.samples.splice(0, first - 1);
  }

  /** Forgets everything before an instant. */
  forgetBefore(at: number): void {
    this.samples = this.samples.filter((sample) => sample.at >= at);
  }

  /** Oldest first. */
  all(): readonly Sample[] {
    return this.samples;
  }

  get newest(): Sample | undefined {
    return this.samples.at(-1);
  }

  /** The newest sample at or before an instant. */
  before(at: number): Sample | undefined {
    for (let i = this.samples.length - 1; i >= 0; i--) {
      if (this.samples[i]!.at <= at) return this.samples[i];
    }
    return undefined;
  }
}
