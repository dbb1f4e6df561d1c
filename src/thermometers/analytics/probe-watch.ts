import type { Sample } from './recent-readings.js';

const MINUTE_MS = 60_000;
/** The core of food loses less than this per minute, off the heat too; a bare probe in the air loses more. */
const FALL_PER_MINUTE = 2;
const FALL_CELSIUS = 4;
/** The fastest recorded core rises by 6 °C per minute. A probe that slips into the air of an oven rises faster. */
const RISE_PER_MINUTE = 12;
const FOOD_RISE_PER_MINUTE = 6;
const RISE_CELSIUS = 8;
/** Changes are looked for, and a probe is settled, over this time. */
const SPAN_MS = 3 * MINUTE_MS;
/** A probe is in food again when it changed by at most this over the span, and is about as warm as it was. */
const SETTLED_CELSIUS = 2;
const NEAR_CELSIUS = 15;
/** Moist food is no hotter than this at its core; what is hotter is the air. */
const HOTTEST_CORE = 100;
/** Or when it settled anywhere and warms from there by this much. */
const WARMED_CELSIUS = 2;

/** A probe left the food, or is in food again, since an instant in milliseconds since 1970. */
export interface ProbeMove {
  readonly to: 'out' | 'in';
  readonly at: number;
}

/** Tells a probe that left the food: its temperature changes faster than that of food can. */
export class ProbeWatch {
  private span: Sample[] = [];
  private left: Sample | undefined;
  private settledAt: number | undefined;

  /** Takes the next reading, and returns what changed with it. */
  take(reading: Sample): ProbeMove | undefined {
    this.span.push(reading);
    // Of what is older than the span one sample stays, so that a reading after a gap has something to differ from.
    const kept = this.span.findIndex(({ at }) => at > reading.at - SPAN_MS);
    if (kept > 1) this.span.splice(0, kept - 1);
    return this.left === undefined ? this.leaving(reading) : this.returning(reading, this.left);
  }

  private leaving(reading: Sample): ProbeMove | undefined {
    const before = this.span.findLast((earlier) => isTooFast(earlier, reading));
    if (before === undefined) return undefined;
    this.left = before;
    this.settledAt = undefined;
    return { to: 'out', at: before.at };
  }

  private returning(reading: Sample, left: Sample): ProbeMove | undefined {
    const first = this.span[0]!;
    const spans = reading.at - first.at >= SPAN_MS;
    const values = this.span.map(({ celsius }) => celsius);
    const isSettled = spans && Math.max(...values) - Math.min(...values) <= SETTLED_CELSIUS;
    if (isSettled) this.settledAt = Math.min(this.settledAt ?? Infinity, reading.celsius);
    const isNear = isSettled && Math.abs(reading.celsius - left.celsius) <= NEAR_CELSIUS;
    if (!isNear && !this.isWarming(first, reading)) return undefined;
    this.left = undefined;
    return { to: 'in', at: first.at };
  }

  private isWarming(first: Sample, reading: Sample): boolean {
    if (this.settledAt === undefined || reading.celsius < this.settledAt + WARMED_CELSIUS) return false;
    if (reading.celsius > HOTTEST_CORE) return false;
    const minutes = (reading.at - first.at) / MINUTE_MS;
    return (
      reading.celsius > first.celsius && reading.celsius - first.celsius <= FOOD_RISE_PER_MINUTE * minutes
    );
  }
}

function isTooFast(before: Sample, { at, celsius }: Sample): boolean {
  const minutes = (at - before.at) / MINUTE_MS;
  if (minutes <= 0) return false;
  const change = celsius - before.celsius;
  if (change <= -FALL_CELSIUS) return -change >= FALL_PER_MINUTE * minutes;
  return change >= RISE_CELSIUS && change >= RISE_PER_MINUTE * minutes;
}
