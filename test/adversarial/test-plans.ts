import fc from 'fast-check';
import type { CookPlan } from '../../src/safety/cook-plan.js';
import { celsius, millimetres, minutes } from '../../src/shared/units.js';
import type { Json } from '../harness/api.js';
import { bodyOf, plans } from '../harness/adversarial-plans.js';
import { makePlan } from '../harness/plans.js';
import { readFoodsOnce } from '../harness/safety.js';
import { refusalOf } from '../oracle/oracle.js';
import type { TrueFood } from '../oracle/oracle-foods.js';

/** A plan as clients send it, with the second engine's opinion of it. */
export interface TestPlan {
  readonly fields: Json;
  readonly celsius: number;
  readonly minutes: number;
  /** Why it must not start; undefined when nothing is clearly wrong with it. */
  readonly unsafe: string | undefined;
  /** Whether it is safe without being pasteurised, so that no arming covers it. */
  readonly isRare: boolean;
  /** Whether it is food that spoils where it lies too long. */
  readonly isFood: boolean;
}

const SAFE: readonly (readonly [name: string, food: TrueFood])[] = [
  ['chicken', { foodClass: 'poultry', bird: 'chicken' }],
  ['lamb', { foodClass: 'lamb' }],
  ['salmon', { foodClass: 'fish' }],
  ['beef steak', { foodClass: 'beef', cut: 'steak' }],
];

const opinionOf = (plan: CookPlan, readings: readonly (readonly TrueFood[])[]): string | undefined => {
  const reasons = readings.map((foods) => refusalOf(plan, foods));
  return reasons.includes(undefined) ? undefined : reasons.join(', or ');
};

const toTestPlan = (
  plan: CookPlan,
  fields: Json,
  unsafe: string | undefined,
  { isRare = false, isFood = true } = {},
): TestPlan => ({
  fields,
  celsius: plan.target,
  minutes: plan.hold,
  unsafe,
  isRare,
  isFood,
});

/** A plan that is safe and long enough, with a time of its own. @param at which one, from 0 */
export function safePlan(at: number): TestPlan {
  const [food, truth] = SAFE[at % SAFE.length]!;
  const plan = makePlan({
    food,
    target: celsius(64 + (at % 11)),
    hold: minutes(300 + (at % 240)),
    cookerType: undefined,
  });
  const fields = { temperature_celsius: plan.target, time_minutes: plan.hold, food_type: food };
  return toTestPlan(plan, fields, opinionOf(plan, [[truth]]));
}

/** A steak that may be served without being pasteurised. */
export function rarePlan(at: number): TestPlan {
  const hold = minutes(61 + (at % 30));
  const plan = makePlan({ food: 'beef steak', target: celsius(54.5), hold, thickness: millimetres(25) });
  const fields = { ...bodyFields(plan), thickness_mm: 25 };
  const truth: TrueFood = { foodClass: 'beef', cut: 'steak' };
  return toTestPlan(plan, fields, opinionOf(plan, [[truth]]), { isRare: true });
}

const bodyFields = ({ target, hold, food }: CookPlan): Json => ({
  temperature_celsius: target,
  time_minutes: hold,
  food_type: food,
});

/** A plan that is safe at the thickness that is assumed, and unsafe at the one that its principal states first. */
export interface SplitPlan {
  readonly stated: Json;
  readonly dropped: TestPlan;
  readonly unsafe: string;
}

/** The food of split plans alone: what others state of it would replace the fact. */
const SPLIT: TrueFood = { foodClass: 'pork' };

/** Pork for the time that a usual chop takes, said to be thick before. */
export function splitPlan(at: number): SplitPlan {
  const hold = minutes(125 + (at % 20));
  const thin = makePlan({ food: 'pork chop', target: celsius(62), hold, cookerType: undefined });
  const thick = { ...thin, thickness: millimetres(100) };
  const unsafe = opinionOf(thick, [[SPLIT]]);
  if (unsafe === undefined) throw new Error('A thick piece would be safe too');
  const fields = bodyFields(thin);
  return {
    stated: { ...fields, thickness_mm: 100 },
    dropped: toTestPlan(thin, fields, opinionOf(thin, [[SPLIT]])),
    unsafe,
  };
}

/** Whether a plan states something of the food of split plans, also by a name that only the engine takes for it. */
const isAboutSplit = (name: string | undefined, readings: readonly (readonly TrueFood[])[]): boolean => {
  const { foodClass, judgedAs, species } = readFoodsOnce().understand(name);
  const classes = [foodClass, ...judgedAs.map((rule) => rule.foodClass), ...species];
  return [...readings.flat().map((food) => food.foodClass), ...classes].includes(SPLIT.foodClass);
};

/** Plans made to get past the engine, the same ones on each run of a seed. */
export const hostilePlans = (seed: number, count: number): readonly TestPlan[] =>
  fc
    .sample(plans, { seed, numRuns: count })
    .filter(({ plan, suspect }) => !isAboutSplit(plan.food, suspect.readings))
    .map((one) => {
      const { plan, suspect } = one;
      return toTestPlan(plan, JSON.parse(bodyOf(one)) as Json, opinionOf(plan, suspect.readings), {
        isFood: false,
      });
    });
