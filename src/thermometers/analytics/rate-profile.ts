/** The rate at which the core passed a temperature. */
interface Passing {
  readonly celsius: number;
  /** °C per hour. */
  readonly rate: number;
}

/** The profile has one entry per so many °C of the core. */
const STEP_CELSIUS = 0.5;
/** A cook rises by less than 125 °C. */
const MOST_ENTRIES = 250;
/** The steady rate of the cook: this share of the profile was slower. A single burst does not count. */
const STEADY_QUANTILE = 0.8;
/** A rate from this share of the steady one on belongs to the steady part. */
const STEADY_SHARE = 0.9;

/** How fast the core rose at each temperature that it passed: the shape of a cook, without its times. */
export class RateProfile {
  private entries: Passing[] = [];
  private sorted: number[] = [];

  /** Adds the rate at a new highest temperature; what lies below those seen is left out. */
  add(celsius: number, rate: number): void {
    const newest = this.entries.at(-1);
    if (newest !== undefined && celsius < newest.celsius + STEP_CELSIUS) return;
    if (this.entries.length >= MOST_ENTRIES) return;
    this.entries.push({ celsius, rate });
    const place = this.sorted.findIndex((other) => other > rate);
    this.sorted.splice(place < 0 ? this.sorted.length : place, 0, rate);
  }

  clear(): void {
    this.entries = [];
    this.sorted = [];
  }

  /** The rate of the steady part of the warming in °C per hour, or null before anything is known. */
  steadyRate(): number | null {
    if (this.sorted.length === 0) return null;
    return this.sorted[Math.floor((this.sorted.length - 1) * STEADY_QUANTILE)]!;
  }

  /** The core temperature at which the steady part ended, as far as it did. */
  steadyUntil(): number | null {
    const steady = this.steadyRate();
    if (steady === null) return null;
    return this.entries.findLast(({ rate }) => rate >= STEADY_SHARE * steady)?.celsius ?? null;
  }

  /** The rate at which the core passed a temperature, or null below the profile. */
  rateAt(celsius: number): number | null {
    return this.entries.findLast((entry) => entry.celsius <= celsius)?.rate ?? null;
  }
}
