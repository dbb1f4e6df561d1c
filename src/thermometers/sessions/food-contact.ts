import { HOTTEST_BATH } from '../../safety/physics/food-body.js';
import { ProbeWatch } from '../analytics/probe-watch.js';

/** A core has begun to warm once it rose so far above its lowest, in °C. */
const WARMED = 2;
/** Food that holds water gets no hotter than it boils; a sensor may read so much more, in °C. */
const HOTTEST = HOTTEST_BATH + 2;
/**
 * A probe that gets so hot without a jump, in °C, was never in food, or gives °F as °C: food of 46 °C, which is raw, reads
 * as much in °F. Far enough above `HOTTEST` that a probe which slips into hotter air jumps.
 */
const NEVER_FOOD = HOTTEST_BATH + 15;

/**
 * Whether a probe is in its food, by readings that came in time: one that came late never hides what others say. Before
 * the food has begun to warm a jump says nothing, since the probe may be on its way into the food.
 */
export class FoodContact {
  private readonly watch = new ProbeWatch();
  private lowest = Infinity;
  private hasWarmed = false;
  private hasLeft = false;
  private isTooHot = false;
  private neverWas = false;

  /** Whether the probe is out of the food. */
  get outside(): boolean {
    return this.hasLeft || this.isTooHot || this.neverWas;
  }

  /**
   * Takes the next reading.
   * @returns since when the probe is out of the food, where this reading shows it: −Infinity when it never was in it
   */
  take({ at, celsius }: { readonly at: number; readonly celsius: number }): number | undefined {
    if (this.neverWas) return undefined;
    this.lowest = Math.min(this.lowest, celsius);
    const wasWarm = this.hasWarmed;
    this.hasWarmed ||= celsius >= this.lowest + WARMED;
    const move = wasWarm ? this.watch.take({ at, celsius }) : undefined;
    if (move !== undefined) this.hasLeft = move.to === 'out';
    this.isTooHot = celsius > HOTTEST;
    if (celsius > NEVER_FOOD && !this.hasLeft) {
      this.neverWas = true;
      return -Infinity;
    }
    return move?.to === 'out' ? move.at : undefined;
  }
}
