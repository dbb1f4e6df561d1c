import type { CookerState } from '../../device/cooker-state.js';
import type { Cook } from './cook.js';

/** Injection token of the steps that follow every cook, in the order in which they are called. */
export const COOK_FOLLOWERS = Symbol('steps that follow cooks');

/** A step that follows every cook. `CookTracker` calls it directly; a later step may rely on an earlier one. */
export interface CookFollower {
  /** A cooker's latest state shows this cook. */
  see(cook: Cook, cooker: CookerState): void;
  /** The water of a cooker that may show another cook than the one that is on: it counts for the food in it. */
  measure(cooker: CookerState): void;
  /**
   * The cooker is seen idle, or stopped in a fault.
   * @param stoppedBy the name of the key that had the cook stopped, if one had
   */
  end(cook: Cook, cooker: CookerState, stoppedBy: string | undefined): void;
}
