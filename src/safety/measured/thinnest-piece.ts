import { celsius, type Celsius } from '../../shared/units.js';
import { HeatedFood } from '../physics/finite-volumes.js';
import type { FoodBody } from '../physics/food-body.js';

/** Shells of the piece: it only bounds what a probe may read. */
const SHELLS = 20;
/** The water may be warmer than it is read, by so many degrees. */
const SENSOR_ERROR = 0.3;
/** How much warmer than modelled the food may have gone in, in °C: as far as a probe may lead the model. */
const WARMER_START = 2;

/** All there is to know of the piece, to go on in another process. */
export interface KeptPiece {
  /** The heat of each shell. */
  readonly heats: readonly number[];
  readonly water: number;
  /** In milliseconds, on the clock of the monitor. */
  readonly at: number;
}

/**
 * The thinnest piece that a food can be, in the same water: no core of that food can be hotter. It takes the water as
 * hot as it can be.
 */
export class ThinnestPiece {
  private food: HeatedFood | undefined;
  private at = 0;
  private water = -Infinity;

  /** @param body the piece as it goes into the water */
  constructor(
    private readonly body: FoodBody,
    kept?: KeptPiece | null,
  ) {
    if (kept?.heats.length !== SHELLS || !kept.heats.every(Number.isFinite)) return;
    this.food = new HeatedFood(body, SHELLS).holding(kept.heats);
    this.at = kept.at;
    this.water = kept.water;
  }

  /** Null before the first state of the water. */
  get kept(): KeptPiece | null {
    const { food, water, at } = this;
    return food === undefined ? null : { heats: [...food.heats], water, at };
  }

  /** Its core in °C; that of the food as it went in until the first state of the water. */
  get core(): Celsius {
    return this.food?.core ?? this.body.start;
  }

  /** Goes on to a state of the water. @param measured what the probe reads, for the temperature of the food at its beginning */
  follow(at: number, water: Celsius, measured: number | undefined): void {
    if (this.food === undefined)
      this.food = new HeatedFood({ ...this.body, start: this.startAt(measured) }, SHELLS);
    else if (at > this.at)
      this.food.advance((at - this.at) / 1000, Math.max(this.water, water) + SENSOR_ERROR);
    this.at = at;
    this.water = water;
  }

  /** Until the probe is read, the food counts as warm as it may have been. */
  private startAt(measured = Infinity): Celsius {
    const { start } = this.body;
    return celsius(Math.min(Math.max(start, measured), start + WARMER_START));
  }
}
