import { ProbeWatch } from '../analytics/probe-watch.js';

/** A core has begun to warm once it rose so far above its lowest, in °C. */
const WARMED = 2;

/**
 * Whether a probe is in its food, by readings that came in time: one that came late never hides what others say. Before
 * the food has begun to warm it is not asked, since the probe may be on its way into the food.
 */
export class FoodContact {
  private readonly watch = new ProbeWatch();
  private lowest = Infinity;
  private hasWarmed = false;
  private isOutside = false;

  /** Whether the probe is out of the food. */
  get outside(): boolean {
    return this.isOutside;
  }

  /** Takes the next reading. @returns since when the probe is out of the food, where this reading shows it */
  take({ at, celsius }: { readonly at: number; readonly celsius: number }): number | undefined {
    this.lowest = Math.min(this.lowest, celsius);
    const wasWarm = this.hasWarmed;
    this.hasWarmed ||= celsius >= this.lowest + WARMED;
    const move = wasWarm ? this.watch.take({ at, celsius }) : undefined;
    if (move !== undefined) this.isOutside = move.to === 'out';
    return move?.to === 'out' ? move.at : undefined;
  }
}
