import { celsius, fromFahrenheit, minutes, type Celsius, type Minutes } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import type { UnderstoodFood } from './foods/food.js';
import type { Forecast } from './forecast.js';
import { COOLEST_BATH, HOTTEST_BATH } from './physics/food-body.js';
import { lastWhole } from './physics/whole-numbers.js';
import { unpasteurizedLimit } from './rules/hold-limit.rule.js';
import type { Alternative } from './verdict.js';

/** Hotter than this no cook wants to be sent for the sake of a shorter time, in °C. */
const HOTTEST_FOR_TIME = 75;
/** Temperatures are offered in steps of half a degree. */
const PER_DEGREE = 2;

/** What the core would do at another setting; undefined where no model describes that. */
export type Foresee = (target: Celsius, hold: Minutes) => Forecast | undefined;

/**
 * Settings to offer instead of a plan, the likeliest wish in front: the time that this bath needs, the bath that this
 * time needs, then baths that suit the food. Nothing is promised: the engine judges each like any other plan.
 */
export function* settingsFor(plan: CookPlan, food: UnderstoodFood, foresee: Foresee): Iterable<Alternative> {
  const asFahrenheit = celsius(Math.round(fromFahrenheit(plan.target) * PER_DEGREE) / PER_DEGREE);
  const bath = plan.target > HOTTEST_BATH && asFahrenheit >= COOLEST_BATH ? asFahrenheit : plan.target;
  yield* longEnough(bath, foresee);
  yield* shortEnough(plan, food);
  yield* hotEnough(plan, bath, foresee);
  for (const hotter of food.judgedAs.flatMap(({ offered }) => offered)) {
    if (!(hotter <= bath)) yield* longEnough(hotter, foresee);
  }
  yield* food.judgedAs.flatMap(({ customary, pasteurizedBy }) => [...customary, ...pasteurizedBy]);
  for (const more of [5, 10]) yield* longEnough(celsius(bath + more), foresee);
}

/** The shortest time that pasteurises the food in a bath. */
function* longEnough(target: Celsius, foresee: Foresee): Iterable<Alternative> {
  const hold = foresee(target, minutes(1))?.minimum;
  if (hold !== undefined && hold < Infinity) yield { target, hold };
}

/** The longest time for which food may be kept warm without being pasteurised. */
function* shortEnough(plan: CookPlan, food: UnderstoodFood): Iterable<Alternative> {
  const hold = unpasteurizedLimit(food);
  if (hold !== undefined && plan.hold > hold) yield { target: plan.target, hold };
}

/** The coolest bath for which the time of the plan is enough. */
function* hotEnough(plan: CookPlan, from: Celsius, foresee: Foresee): Iterable<Alternative> {
  // To look for it costs too much where melting has to be followed step by step.
  if (plan.startState === 'frozen') return;
  const forecast = foresee(celsius(HOTTEST_FOR_TIME), plan.hold);
  if (!forecast?.pasteurizes) return;
  const tooCool = (half: number) => !(forecast.minimumAt(celsius(half / PER_DEGREE)) <= plan.hold);
  const range = {
    from: Math.ceil(Math.max(from, COOLEST_BATH) * PER_DEGREE),
    to: HOTTEST_FOR_TIME * PER_DEGREE,
  };
  const last = lastWhole(tooCool, { ...range, guess: range.from + PER_DEGREE }) ?? range.from - 1;
  yield { target: celsius((last + 1) / PER_DEGREE), hold: plan.hold };
}
