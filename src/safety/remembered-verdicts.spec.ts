import fc from 'fast-check';
import { makePlan } from '../../test/harness/plans.js';
import { FOODS } from '../../test/harness/safety.js';
import { trials } from '../../test/harness/soak.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import { loadFoodCatalogue } from './foods/food-catalogue.js';
import { makeRules } from './rules/rules.js';
import { SafetyService } from './safety.service.js';

const catalogue = loadFoodCatalogue(FOODS);
const makeFresh = () => new SafetyService(makeRules(), () => catalogue);

/** Few values of each, so that plans come again and differ in one thing. */
const numbers = fc.constantFrom(56.9, 57, 65, 140, NaN, Infinity, -Infinity, 0);
const plans: fc.Arbitrary<CookPlan> = fc.record({
  target: numbers.map(celsius),
  hold: fc.constantFrom(0, 1, 90, 5999, NaN, Infinity).map(minutes),
  food: fc.constantFrom('chicken', 'beef', undefined, 'undefined', ''),
  thickness: fc.constantFrom(undefined, millimetres(30), millimetres(200), millimetres(NaN)),
  thicknessRequired: fc.constantFrom(undefined, false, true),
  startState: fc.constantFrom('refrigerated', 'frozen'),
  vulnerableConsumers: fc.boolean(),
  cookerType: fc.constantFrom(undefined, 'a7', 'a4'),
});

describe('A remembered verdict', () => {
  it('is the one that the plan would get anew, after any other verdicts', () => {
    const worked = makeFresh();
    fc.assert(
      fc.property(plans, (plan) => {
        expect(worked.review(plan)).toEqual(makeFresh().review(plan));
      }),
      trials(300, 2000),
    );
  });

  it('cannot be changed by its receiver', () => {
    const verdict = makeFresh().review(makePlan({ food: 'chicken', target: celsius(50) }));
    expect(() => Object.assign(verdict, { allowed: true })).toThrow(TypeError);
  });
});
