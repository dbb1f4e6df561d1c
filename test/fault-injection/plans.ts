import type { Json } from '../harness/api.js';
import type { Chance } from './chance.js';
import type { Truth } from './fault-harness.js';

/** Foods of different classes, each safe at every setting drawn here. */
const FOODS = ['chicken', 'pork', 'beef steak', 'turkey breast', 'lamb', 'salmon'];

/** A plan that is safe, and most likely not that of another trial. */
export const anyPlan = (chance: Chance): Json => ({
  temperature_celsius: chance.whole(128, 150) / 2,
  time_minutes: chance.whole(240, 480),
  food_type: chance.pick(FOODS),
});

/** Whether the cooker truly does what a plan asked for. */
export const follows = (truth: Truth, plan: Json): boolean =>
  truth.cooking &&
  Math.abs(truth.target - Number(plan['temperature_celsius'])) <= 0.1 &&
  truth.minutes === plan['time_minutes'];
