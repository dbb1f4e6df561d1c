import type { Minutes } from '../shared/units.js';
import type { FoodClass } from './foods/food-class.js';

/** A cook that broke off, and what its food went through until now. */
export interface EarlierCook {
  readonly cookId: string;
  readonly cookerId: string;
  readonly cookerName: string;
  /** The food as it was named; undefined when it was not. */
  readonly food: string | undefined;
  readonly foodClass: FoodClass;
  /** How long its core was between 5 and 54.4 °C, time that was not observed included. */
  readonly inDangerZone: Minutes;
  /** Whether that was too long, so that the food must be thrown away. */
  readonly mustBeDiscarded: boolean;
  /** Whether that cook is still on; left out once it is over. */
  readonly isOn?: boolean;
}

/** What the food of a plan may have gone through before. */
export interface FoodHistory {
  /** On the cooker of the plan: every food continues it, under any name. */
  readonly here: EarlierCook | undefined;
  /** On other cookers: a food of the same class may be the same food. */
  readonly elsewhere: readonly EarlierCook[];
}

/** The history of a food of which no earlier cook is known. */
export const NO_HISTORY: FoodHistory = { here: undefined, elsewhere: [] };
