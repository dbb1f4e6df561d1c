import type { CookPlan } from './cook-plan.js';
import type { UnderstoodFood } from './foods/food.js';
import { nameAtHead } from '../shared/printable.js';
import type { Forecast } from './forecast.js';
import { minutes, type Minutes } from '../shared/units.js';
import { COOKED_FOR_DAYS } from './foods/food-class.js';

/** A plan as it is judged: what the name of the food says is counted in. */
export interface JudgedPlan extends CookPlan {
  /** The plan as the client sent it; undefined when nothing was counted in. */
  readonly sent?: CookPlan;
}

/**
 * A plan with the words of its name counted in, which only ever makes it stricter: "frozen" is frozen, "for my toddler"
 * is for someone who falls ill easily, and a thickness in words counts where it is the thicker one.
 */
export function asNamed(sent: CookPlan, food: UnderstoodFood): JudgedPlan {
  return {
    ...sent,
    thickness: thicknessOf(sent, food),
    startState: food.frozen ? 'frozen' : sent.startState,
    vulnerableConsumers: sent.vulnerableConsumers || vulnerableWords(food) !== undefined,
    sent,
  };
}

/** The thickness that the client sent, not that of the name. */
export const sentThickness = (plan: JudgedPlan): CookPlan['thickness'] =>
  plan.sent === undefined ? plan.thickness : plan.sent.thickness;

/** The words of the name that say that someone who falls ill easily will eat it. Breast milk is for a baby. */
export const vulnerableWords = ({ facts }: UnderstoodFood): string | undefined =>
  facts.vulnerable ?? (facts.dairy === 'breast_milk' ? 'breast milk' : undefined);

/** The thicker of both; undefined where the assumption holds, which is thicker than the words. */
function thicknessOf({ thickness }: CookPlan, { facts, assumedThickness }: UnderstoodFood) {
  const inWords = facts.statedThickness?.thickness;
  if (inWords === undefined) return thickness;
  if (thickness === undefined) return inWords >= assumedThickness ? inWords : undefined;
  // A thickness that is no number stays, for the rules to refuse it.
  return inWords > thickness ? inWords : thickness;
}

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

/** How the food was understood where that was not plain from its name, and what was taken for granted of it. */
export function assumptionsOf(plan: JudgedPlan, food: UnderstoodFood): readonly string[] {
  const { matched, foodClass, given, assumedShape } = food;
  const understood = `Understood as ${foodClass.replaceAll('_', ' ')}, from “${matched.join('”, “')}”.`;
  const states = { refrigerated: 'from the fridge, at 5 °C', room: 'at 20 °C', frozen: 'frozen, at −18 °C' };
  const thickness = thicknessAssumption(plan, food);
  return [
    ...(given && matched.length > 0 ? [understood] : []),
    ...(thickness === undefined ? [] : [thickness]),
    ...(plan.shape === undefined ? [`The shape is a ${assumedShape}.`] : []),
    `The food goes into water that is at its temperature already, ${states[plan.startState]}.`,
  ];
}

function thicknessAssumption(
  plan: JudgedPlan,
  { facts, assumedThickness }: UnderstoodFood,
): string | undefined {
  if (plan.thickness === undefined) return `The thickest point is ${assumedThickness} mm.`;
  if (sentThickness(plan) === plan.thickness) return undefined;
  return `The thickest point is ${plan.thickness} mm, from “${facts.statedThickness?.words}”.`;
}

/** Where the limits that were applied come from. */
export const sourcesOf = (plan: JudgedPlan, { judgedAs, facts }: UnderstoodFood): readonly string[] => [
  ...new Set([
    ...(facts.poison === undefined ? [] : [facts.poison.source]),
    ...judgedAs.map((rule) => rule.source),
    ...(facts.plausible === undefined || sentThickness(plan) === undefined ? [] : [facts.plausible.source]),
  ]),
];
