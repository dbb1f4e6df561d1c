/** A probe may lead the model of the stated thickness by so many °C. Source: the contract. */
export const MOST_LEAD = 2;
/** A probe this close to the water, in degrees, is in it or in a thin edge, while the model lags by more than `MOST_LEAD`. */
export const IN_THE_WATER = 0.3;
/** The model of a food that has warmed up by more than this, in degrees, began before its probe was attached. */
const WARMED = 1;
/** A reading that is older, in ms, neither proves nor improves anything. */
export const FRESH = 2 * 60_000;
/** A longer silence of the probe, in ms, may hide another place: it improves nothing any more. */
const LONGEST_SILENCE = 10 * 60_000;

/** What is known at the moment of a reading of the core, all in °C. */
export interface Comparison {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** As read. */
  readonly measured: number;
  readonly tolerance: number;
  readonly water: number;
  /** The core of a piece of the stated thickness. */
  readonly model: number;
  /** The core of the thinnest piece that this food can be. */
  readonly thinnest: number;
}

/** What is kept of a probe's history, to go on in another process. */
export interface Plausibility {
  readonly mayImprove: boolean;
  readonly lastAt: number | undefined;
}

/**
 * Whether a probe in food may improve a verdict: it was attached before the food warmed up, has been read without a
 * break, always trailed the bath as the thinnest possible piece must, and never led the model by more than 2 °C. Once it
 * fails, it improves nothing for the rest of its session.
 */
export class PlausibleProbe {
  private present = false;

  /** @param start the temperature with which the model began, in °C */
  constructor(
    private readonly start: number,
    private known: Plausibility = { mayImprove: true, lastAt: undefined },
  ) {}

  /** Whether it may improve a verdict at present. */
  get mayImprove(): boolean {
    return this.known.mayImprove;
  }

  /** Whether it reads now what no piece of this food can have. */
  get isImplausible(): boolean {
    return this.present;
  }

  get plausibility(): Plausibility {
    return this.known;
  }

  /** Judges a reading; one that is not later than the last is left out. */
  judge(seen: Comparison): void {
    const { lastAt } = this.known;
    if (lastAt !== undefined && !(seen.at > lastAt)) return;
    this.present = isInTheWater(seen);
    const began =
      lastAt === undefined ? seen.model - this.start <= WARMED : seen.at - lastAt <= LONGEST_SILENCE;
    this.known = { mayImprove: this.known.mayImprove && began && isPossible(seen), lastAt: seen.at };
  }

  /** Nothing is improved from now on. */
  distrust(): void {
    this.known = { ...this.known, mayImprove: false };
  }
}

/** Comparisons leave `NaN` on the side on which nothing improves. */
const isPossible = (seen: Comparison): boolean =>
  !isInTheWater(seen) &&
  seen.measured - seen.model <= MOST_LEAD &&
  seen.measured <= seen.thinnest + seen.tolerance;

const isInTheWater = ({ measured, water, model }: Comparison): boolean =>
  measured >= water - IN_THE_WATER && water - model > MOST_LEAD;
