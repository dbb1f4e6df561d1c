import type { Celsius } from '../../shared/units.js';
import type { HeatedFood } from '../physics/finite-volumes.js';
import { isLiquid } from './course.js';
import { bathBetween } from './measured-bath.js';

/** The water at a moment in milliseconds, on any clock. */
export interface MeasuredWater {
  readonly at: number;
  readonly water: Celsius;
}

/**
 * The core of a food over water that was measured earlier. It counts the water as the monitor of a running cook does,
 * and says nothing about pathogens.
 */
export class CoreReplay {
  private last: MeasuredWater | undefined;

  /** @param food as it goes into the water, at the first reading */
  constructor(private readonly food: HeatedFood) {}

  get core(): Celsius {
    return this.food.core;
  }

  /**
   * Goes on to a reading; one that is not later than the last, or that no water has, is left out.
   * @param heated false where the cook was interrupted since the last reading
   */
  follow(reading: MeasuredWater, heated = true): void {
    const { last } = this;
    if (!isLiquid(reading.water) || (last !== undefined && !(reading.at > last.at))) return;
    if (last !== undefined)
      this.food.advance((reading.at - last.at) / 1000, bathBetween(last.water, reading.water, heated));
    this.last = reading;
  }
}
