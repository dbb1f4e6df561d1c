import type { FoodOnCooker } from '../../cooking/status/food-outlooks.js';
import type { Cook } from '../../cooking/tracking/cook.js';
import type { AccountState, CookerReading, CookerState } from '../../device/cooker-state.js';
import { ageSeconds, isOnline, isStale } from '../../device/freshness.js';
import type { Milliseconds } from '../../shared/units.js';

/** What the facts of a cooker are worked out from, at one moment. */
export interface CookerSources {
  readonly account: AccountState;
  readonly cooker: CookerState;
  /** Its food, worked out when it is asked for. */
  readonly food: () => FoodOnCooker;
  /** How fast its water warms, in °C per hour; null while that is not known. */
  readonly waterRate: () => number | null;
  /** Whether the foods from before a restart are known. */
  readonly foodsKnown: boolean;
  /** Whether the server started so recently that the cooker had no time to be heard. */
  readonly justStarted: boolean;
  /** On the monotonic clock. */
  readonly now: Milliseconds;
}

/** A cooker at one moment. A state of it that is too old for the present is left out. */
export class KnownCooker {
  private food: FoodOnCooker | undefined;

  constructor(readonly sources: CookerSources) {}

  get cooker(): CookerState {
    return this.sources.cooker;
  }

  /** The cook that is on, as far as the cooker has shown. */
  get cook(): Cook | undefined {
    return this.onIt.cook;
  }

  get onIt(): FoodOnCooker {
    return (this.food ??= this.sources.food());
  }

  /** In seconds; undefined before the first reading of this process. */
  get age(): number | undefined {
    return ageSeconds(this.cooker, this.sources.now);
  }

  /** Whether it can be taken to be there, and has reported something. */
  get isHere(): boolean {
    return this.cooker.latest !== undefined && isOnline(this.sources.account, this.cooker, this.sources.now);
  }

  /** Its state while that is of the present. */
  get fresh(): CookerReading | undefined {
    return this.isHere && !isStale(this.cooker, this.sources.now) ? this.cooker.latest?.reading : undefined;
  }

  /** The same, or the last one of a cooker at rest: it has nothing to report. */
  get standing(): CookerReading | undefined {
    const reading = this.isHere ? this.cooker.latest?.reading : undefined;
    return reading?.running === false ? reading : this.fresh;
  }
}
