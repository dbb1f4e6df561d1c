import { minutes, type Minutes } from '../shared/units.js';
import { COOKED_FOR_DAYS } from './foods/food-class.js';
import type { UnderstoodFood } from './foods/food.js';
import type { Forecast } from './forecast.js';
import type { JudgedPlan } from './named-plan.js';

/** A longer time is most likely a wrong unit, for any food. */
export const LONGEST_KEPT = minutes(72 * 60);
const ONE_DAY = minutes(24 * 60);
/** The most hours that a user may have meant by a small number of minutes: of a tough piece so thick, and of others. */
const [MOST_HOURS_TOUGH, MOST_HOURS] = [72, 4];
const THICK = 50;

const isTough = ({ judgedAs }: UnderstoodFood): boolean =>
  judgedAs.every(({ foodClass }) => COOKED_FOR_DAYS.has(foodClass));

/** The longest time that is usual for a food. */
export const longestUsual = (food: UnderstoodFood): Minutes => (isTough(food) ? LONGEST_KEPT : ONE_DAY);

/** A time that was sent in seconds, in whole minutes; undefined when no usual time in whole minutes comes of it. */
export const secondsAsMinutes = (time: number): Minutes | undefined =>
  time >= 60 && time % 60 === 0 && time / 60 <= LONGEST_KEPT ? minutes(time / 60) : undefined;

/** "5400 seconds would be 90 minutes", where that makes a time of it. */
export function secondsHint(time: number): string | undefined {
  const meant = secondsAsMinutes(time);
  return meant === undefined
    ? undefined
    : `If seconds were meant: ${time} seconds would be ${meant} minutes.`;
}

/** "48 hours would be 2880 minutes", where a time too short to pasteurise would be enough as hours. */
export function hoursHint({ target, hold }: JudgedPlan, food: UnderstoodFood, forecast: Forecast) {
  const most = isTough(food) && forecast.thickness >= THICK ? MOST_HOURS_TOUGH : MOST_HOURS;
  if (!(hold >= 2 && hold <= most)) return undefined;
  const meant = minutes(hold * 60);
  if (!forecast.at(target, meant).pasteurizes) return undefined;
  return `If hours were meant: ${hold} hours would be ${meant} minutes.`;
}
