import type { CookPlan } from './cook-plan.js';
import type { UnderstoodFood } from './foods/food.js';
import type { Forecast } from './forecast.js';

/** The food at the head of a sentence, in the user's own words. */
export const foodAtHead = ({ name }: UnderstoodFood): string =>
  name === undefined ? 'An unnamed food' : name.charAt(0).toUpperCase() + name.slice(1);

/** "Chicken at 65 °C for 60 min". */
export const planAtHead = ({ target, hold }: CookPlan, food: UnderstoodFood): string =>
  `${foodAtHead(food)} at ${target} °C for ${hold} min`;

/** The thickness that was judged, and whether anybody told it: "the 35 mm I assumed", "50 mm". */
export const thicknessJudged = ({ thickness }: CookPlan, forecast: Forecast): string =>
  thickness === undefined ? `the ${forecast.thickness} mm I assumed` : `${thickness} mm`;

/** A temperature or a count with one decimal, never rounded up. */
export const oneDecimalDown = (value: number): number => Math.floor(value * 10 + 1e-9) / 10;
