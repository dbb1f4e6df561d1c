import { nameAtHead } from '../shared/printable.js';
import type { CookPlan } from './cook-plan.js';
import type { UnderstoodFood } from './foods/food.js';
import type { Forecast } from './forecast.js';
import { sentThickness, vulnerableWords, type JudgedPlan } from './named-plan.js';

/** The food at the head of a sentence, in the user's own words. */
export const foodAtHead = ({ name }: UnderstoodFood): string =>
  name === undefined ? 'An unnamed food' : nameAtHead(name);

/** "Chicken at 65 °C for 60 min"; a time that was not chosen is left out. */
export const planAtHead = ({ target, hold, endless }: CookPlan, food: UnderstoodFood): string =>
  `${foodAtHead(food)} at ${target} °C ${endless ? 'without a timer' : `for ${hold} min`}`;

/** The thickness that was judged, and where it comes from: "the assumed 35 mm", "50 mm", "the 50 mm in its name". */
export function thicknessJudged(plan: JudgedPlan, forecast: Forecast): string {
  if (plan.thickness === undefined) return `the assumed ${forecast.thickness} mm`;
  return sentThickness(plan) === plan.thickness
    ? `${plan.thickness} mm`
    : `the ${plan.thickness} mm in its name`;
}

/** For whom a plan was judged, where that is not plainly healthy adults. */
export function forWhom({ vulnerableConsumers }: JudgedPlan, food: UnderstoodFood): string | undefined {
  if (!vulnerableConsumers) return undefined;
  const words = vulnerableWords(food);
  const because = words === undefined ? '' : `, because the name says “${words}”`;
  return `Judged for someone who falls ill easily${because}.`;
}

/** A temperature or a count with one decimal, never rounded up. */
export const oneDecimalDown = (value: number): number => Math.floor(value * 10 + 1e-9) / 10;
