import type { CookerState } from '../../device/cooker-state.js';
import type { Cook } from './cook.js';

/** Injection token of the steps that follow every cook, in the order in which they run. */
export const COOK_FOLLOWERS = Symbol('steps that follow cooks');

/** A step that follows every cook. `CookTracker` calls it directly; a later step may depend on an earlier one. */
export interface CookFollower {
  /** The latest state of a cooker shows this cook. */
  see(cook: Cook, cooker: CookerState): void;
  /** A state that may show another cook than the present one: its water counts for the present food. */
  measure(cooker: CookerState): void;
  /**
   * The cooker is idle, or stopped in a fault.
   * @param stoppedBy the name of the API key that stopped the cook, if any
   */
  end(cook: Cook, cooker: CookerState, stoppedBy: string | undefined): void;
}
