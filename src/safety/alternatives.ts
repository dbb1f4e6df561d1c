import { celsius, fromFahrenheit, minutes, type Celsius, type Minutes } from '../shared/units.js';
import type { UnderstoodFood } from './foods/food.js';
import { type Forecast, lastWhole } from './forecast.js';
import { type JudgedPlan, LONGEST_KEPT, secondsAsMinutes } from './named-plan.js';
import { COOLEST_BATH, HOTTEST_BATH } from './physics/food-body.js';
import { longestHold, unpasteurizedLimit } from './rules/time.rules.js';

/** No hotter bath is offered to keep a time, in °C, unless such baths are customary for the food. */
const HOTTEST_FOR_TIME = 75;
/** What the cookers can hold, in °C: that of most models, and of those with the lowest ceiling. */
const CEILINGS = [95, 92];
/** Temperatures are offered in steps of half a degree. */
const PER_DEGREE = 2;

/** A temperature and a time. */
export interface Setting {
  readonly target: Celsius;
  readonly hold: Minutes;
}

/** What the core would do at another setting; undefined where no model describes that. */
export type ForecastAt = (target: Celsius, hold: Minutes) => Forecast | undefined;

/** How another setting would fare. */
export interface Trial {
  readonly foresee: ForecastAt;
  /** Whether the engine accepts it, and it is no weaker than what was wanted. */
  readonly accepts: (setting: Setting) => boolean;
}

/**
 * Settings to offer instead of a plan, as close to it as possible: the same numbers in another unit; the same time in
 * the nearest bath that is safe; the same bath for the time it needs; then baths that suit the food. Nothing is
 * promised: the engine judges each like any other plan.
 */
export function* settingsFor(plan: JudgedPlan, food: UnderstoodFood, trial: Trial): Iterable<Setting> {
  const { target, hold } = convertedSetting(plan);
  const kept = hold <= LONGEST_KEPT;
  if (kept && !(Object.is(target, plan.target) && hold === plan.hold)) yield { target, hold };
  if (kept) yield* sameTime({ ...plan, target, hold }, food, trial);
  yield* longEnough(target, trial);
  yield* atCeiling(target, trial);
  yield* shortEnough({ ...plan, target }, food);
  const tooHot = CEILINGS.every((ceiling) => target > ceiling);
  for (const suiting of food.judgedAs.flatMap(({ offered }) => offered)) {
    if (tooHot || !(suiting <= target)) yield* longEnough(suiting, trial);
  }
  yield* food.judgedAs.flatMap(({ customary, pasteurizedBy }) => [...customary, ...pasteurizedBy]);
  for (const more of [5, 10]) yield* longEnough(halfUp(target + more), trial);
}

/** The setting with °F read as °C in half degrees, and seconds as minutes, where it makes sense. */
export function convertedSetting({ target, hold }: Setting): Setting {
  const asCelsius = celsius(Math.round(fromFahrenheit(target) * PER_DEGREE) / PER_DEGREE);
  const isFahrenheit = target > HOTTEST_BATH && asCelsius >= COOLEST_BATH && asCelsius <= HOTTEST_BATH;
  const asMinutes = hold > LONGEST_KEPT ? secondsAsMinutes(hold) : undefined;
  return { target: isFahrenheit ? asCelsius : target, hold: asMinutes ?? hold };
}

/** The same time in the nearest bath that is safe. */
function* sameTime({ target, hold }: JudgedPlan, food: UnderstoodFood, trial: Trial): Iterable<Setting> {
  for (const ceiling of CEILINGS) if (target > ceiling) yield { target: celsius(ceiling), hold };
  const customary = food.judgedAs.flatMap((rule) => rule.customary);
  if (customary.length > 0) {
    yield* customary.map((setting) => ({ target: setting.target, hold }));
    return;
  }
  const nearest = nearestBath({ target, hold }, food, trial);
  if (nearest !== undefined) yield { target: nearest, hold };
}

/** The coolest bath, in half degrees from that of the plan up, that is accepted for the time of the plan. */
function nearestBath({ target, hold }: Setting, food: UnderstoodFood, trial: Trial): Celsius | undefined {
  const floors = food.judgedAs.map(({ floor }) => floor ?? COOLEST_BATH);
  const from = Math.ceil(Math.max(target > COOLEST_BATH ? target : COOLEST_BATH, ...floors) * PER_DEGREE);
  const offered = food.judgedAs.flatMap((rule) => rule.offered);
  const to = Math.max(HOTTEST_FOR_TIME, ...offered) * PER_DEGREE;
  const bathAt = (half: number) => celsius(half / PER_DEGREE);
  const refused = (half: number) => !trial.accepts({ target: bathAt(half), hold });
  // Most often no bath is hot enough for the time: that is found out first, at the cost of one trial.
  if (from > to || refused(to)) return undefined;
  const last = lastWhole(refused, { from, to, guess: from + PER_DEGREE });
  return bathAt(last === undefined ? from : last + 1);
}

/** For a bath that no cooker holds, the shortest time in the hottest one that this cooker holds. */
function* atCeiling(target: Celsius, trial: Trial): Iterable<Setting> {
  for (const ceiling of CEILINGS.filter((one) => target > one)) {
    const [setting] = longEnough(celsius(ceiling), trial);
    if (setting === undefined || !trial.accepts(setting)) continue;
    yield setting;
    return;
  }
}

/** Half degrees, upwards: a bath in between is harder to set, and a cooler one is too cool. */
const halfUp = (bath: number): Celsius => celsius(Math.ceil(bath * PER_DEGREE) / PER_DEGREE);

/** The shortest time that pasteurises the food in a bath. */
function* longEnough(target: Celsius, { foresee }: Trial): Iterable<Setting> {
  const hold = foresee(target, minutes(1))?.minimum;
  if (hold !== undefined && hold <= LONGEST_KEPT) yield { target, hold };
}

/** The longest time for which the food may be kept in the bath, or be kept warm without being pasteurised. */
function* shortEnough({ target, hold }: JudgedPlan, food: UnderstoodFood): Iterable<Setting> {
  for (const longest of [unpasteurizedLimit(food), longestHold(food)])
    if (longest !== undefined && hold > longest) yield { target, hold: longest };
}
