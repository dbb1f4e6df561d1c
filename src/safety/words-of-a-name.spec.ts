import fc from 'fast-check';
import { makeSafety } from '../../test/harness/safety.js';
import { trials } from '../../test/harness/soak.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import { SHAPES, type CookPlan } from './cook-plan.js';
import { NO_FACTS, type NameFacts, type UnderstoodFood } from './foods/food.js';
import { Forecast } from './forecast.js';
import { asNamed } from './named-plan.js';
import { makeRules } from './rules/rules.js';
import { thermalNeedOf } from './thermal-need.js';

const { foods } = makeSafety();
const rules = makeRules();

const forecastOf = (plan: CookPlan, food: UnderstoodFood) =>
  Forecast.of(plan, food, thermalNeedOf(food, foods.fsis));
const codesOf = (plan: CookPlan, food: UnderstoodFood, forecast: Forecast) =>
  rules.flatMap((rule) => rule.review(plan, food, forecast)).map(({ code }) => code);

const thicknesses = fc.integer({ min: 10, max: 300 }).map((halves) => millimetres(halves / 2));
const rarely = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });
const plans: fc.Arbitrary<CookPlan> = fc.record({
  target: fc
    .oneof(fc.integer({ min: 520, max: 950 }), fc.integer({ min: 570, max: 620 }))
    .map((tenths) => celsius(tenths / 10)),
  hold: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 5999 })).map(minutes),
  thickness: fc.oneof(thicknesses, fc.constant(undefined)),
  shape: fc.constantFrom(undefined, ...SHAPES),
  startState: fc.constantFrom('refrigerated', 'room'),
  vulnerableConsumers: fc.boolean(),
});
const anyFood = fc
  .constantFrom(
    'chicken',
    'whole chicken',
    'beef steak',
    'pork roast',
    'burger',
    'salmon',
    'egg',
    'cheese sauce',
    'carrots',
  )
  .map((name) => ({ ...foods.understand(name), facts: NO_FACTS }));
const facts: fc.Arbitrary<Partial<NameFacts>> = fc.record(
  {
    statedThickness: rarely(thicknesses.map((thickness) => ({ thickness, words: 'so thick' }))),
    doubtfulLength: fc.constantFrom(undefined, undefined, '12 inch'),
    vulnerable: fc.constantFrom(undefined, 'toddler'),
    thicknessRequired: fc.constantFrom(false, false, true),
    plausible: rarely(
      fc.constant({ thinnest: millimetres(20), thickest: millimetres(90), source: 'A book' }),
    ),
    hensEgg: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe('Words that state more about a food', () => {
  it('never have it judged more loosely than a name without them', () => {
    fc.assert(
      fc.property(plans, anyFood, facts, (sent, food, more) => {
        const wordy = { ...food, facts: { ...NO_FACTS, ...more } };
        const plan = asNamed(sent, wordy);
        const forecast = forecastOf(plan, wordy);
        if (codesOf(plan, wordy, forecast).length > 0) return;
        const silent = forecastOf(sent, food);
        expect(codesOf(sent, food, silent)).toEqual([]);
        if (forecast.pasteurizes) expect(silent.pasteurizes).toBe(true);
      }),
      trials(500, 10_000),
    );
  }, 120_000);
});
