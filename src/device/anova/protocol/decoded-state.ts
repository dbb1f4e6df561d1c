import type { CookerReading } from '../../cooker-state.js';

/** A state in our words. */
export interface DecodedState {
  readonly reading: CookerReading;
  /** What it said that we have no word for. */
  readonly unrecognised?: string;
}
