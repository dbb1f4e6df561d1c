import { celsius, millimetres, minutes, type Celsius, type Minutes } from '../../shared/units.js';
import type { CookPlan, StartState } from '../cook-plan.js';
import type { FoodCatalogue } from '../foods/food-catalogue.js';
import { Forecast, type PredictedReduction } from '../forecast.js';
import { thermalNeedOf } from '../thermal-need.js';

/** A cook that is worth a picture. */
export interface ExampleCook {
  /** Name of the picture, without the ending. */
  readonly name: string;
  readonly title: string;
  readonly plan: CookPlan;
  /** How long it is shown. */
  readonly shown: Minutes;
  /** Another start of the same food, to be shown beside it. */
  readonly beside: StartState | undefined;
}

/** The core at a whole minute. */
export interface CoreMoment {
  readonly minute: number;
  readonly core: Celsius;
  readonly reductions: readonly PredictedReduction[];
}

/** What the engine foresees of a cook. */
export interface ForeseenCook {
  readonly start: StartState;
  readonly moments: readonly CoreMoment[];
  /** When it is pasteurised. */
  readonly minimum: Minutes;
}

const PLAN = { startState: 'refrigerated', vulnerableConsumers: false } as const;

/** One where the core decides, one next to the limit of growth, and one from the freezer. */
export const EXAMPLE_COOKS: readonly ExampleCook[] = [
  {
    name: 'food-safety-chicken',
    title: 'Chicken breast, 35 mm, in water of 65 °C',
    plan: {
      ...PLAN,
      food: 'chicken breast',
      thickness: millimetres(35),
      target: celsius(65),
      hold: minutes(90),
    },
    shown: minutes(120),
    beside: undefined,
  },
  {
    name: 'food-safety-steak',
    title: 'Beef steak, 30 mm, in water of 54.5 °C',
    plan: {
      ...PLAN,
      food: 'beef steak',
      thickness: millimetres(30),
      target: celsius(54.5),
      hold: minutes(60),
    },
    shown: minutes(240),
    beside: undefined,
  },
  {
    name: 'food-safety-frozen-pork',
    title: 'Pork chop, 30 mm, in water of 60 °C, from the freezer',
    plan: {
      ...PLAN,
      food: 'pork chop',
      thickness: millimetres(30),
      target: celsius(60),
      hold: minutes(120),
      startState: 'frozen',
    },
    shown: minutes(120),
    beside: 'refrigerated',
  },
];

/** Follows the core of an example minute by minute, as the engine foresees it when it judges such a plan. */
export function foresee({ plan, shown }: ExampleCook, foods: FoodCatalogue): ForeseenCook {
  const food = foods.understand(plan.food);
  const forecast = Forecast.of(plan, food, thermalNeedOf(food, foods.fsis));
  const moments = Array.from({ length: shown + 1 }, (_, minute): CoreMoment => {
    const { coreAtEnd, reductions } = forecast.at(plan.target, minutes(minute));
    return { minute, core: coreAtEnd, reductions };
  });
  return { start: plan.startState, moments, minimum: forecast.minimum };
}
