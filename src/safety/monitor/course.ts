import { celsius, type Celsius, type Milliseconds, type Seconds } from '../../shared/units.js';

/** What a thermometer in liquid water can say, in °C: anything else is a slip of it, and no reading. */
const [ICE, STEAM] = [0, 100];

/** Whether water can be so warm; `NaN` is no water. */
export const isLiquid = (water: number): boolean => water >= ICE && water <= STEAM;

/** The water as it was seen at a moment of the monotonic clock, and the setpoint then. */
export interface WaterReading {
  readonly at: Milliseconds;
  readonly water: Celsius;
  readonly target: Celsius;
}

/** The water that a forecast counts on: as it is, and no hotter than its setpoint. */
export const lasting = ({ water, target }: WaterReading): Celsius => celsius(Math.min(water, target));

/** What a monitor has seen so far, beside what that did to the food. */
export interface Course {
  last: WaterReading;
  readonly begunAt: Milliseconds;
  /** How long it takes in water at the first setpoint; Infinity when that would never be enough. */
  readonly planned: Seconds;
  reachedAt: Milliseconds | undefined;
  /** In seconds, as the next one. */
  unseen: number;
  /** The part of it in gaps of more than an hour. */
  unobserved: number;
  growing: number;
  readonly carried: Carried;
}

/** What the food brought along from a cook that broke off. */
export interface Carried {
  /** Seconds between 5 and 54.4 °C. */
  readonly growing: number;
  /** Whether it was to be thrown away already. */
  readonly spoilt: boolean;
}

/** Of food that comes from the fridge. */
export const NOTHING_CARRIED: Carried = { growing: 0, spoilt: false };
