import fc from 'fast-check';
import { makePlan } from '../../test/harness/plans.js';
import { FOODS } from '../../test/harness/safety.js';
import { trials } from '../../test/harness/soak.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import { loadFoodCatalogue } from './foods/food-catalogue.js';
import { Judge } from './judge.js';
import { makeRules } from './rules/rules.js';
import { SafetyService } from './safety.service.js';

const catalogue = loadFoodCatalogue(FOODS);
const makeFresh = () => new SafetyService(makeRules(), () => catalogue);

/** The models whose states are read, as the account lists them. */
const SUPPORTED = ['a4', 'a5', 'a6', 'a7', 'a8', 'a9', 'pro', 'honey-badger'];

/** Few values of each, so that plans come again and differ in one thing. */
const numbers = fc.constantFrom(56.9, 57, 65, 92, 93, 95, 96, 140, NaN, Infinity, -Infinity, 0);
const plans: fc.Arbitrary<CookPlan> = fc.record({
  target: numbers.map(celsius),
  hold: fc.constantFrom(0, 1, 90, 5999, NaN, Infinity).map(minutes),
  food: fc.constantFrom('chicken', 'beef', undefined, 'undefined', ''),
  thickness: fc.constantFrom(undefined, millimetres(30), millimetres(200), millimetres(NaN)),
  thicknessRequired: fc.constantFrom(undefined, false, true),
  startState: fc.constantFrom('refrigerated', 'frozen'),
  vulnerableConsumers: fc.boolean(),
  cookerType: fc.constantFrom(undefined, 'a3', ...SUPPORTED, 'of the future', ''),
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

  it('is the one of the plan with its own model of cooker', () => {
    const judge = new Judge(makeRules(), catalogue);
    const service = makeFresh();
    fc.assert(
      fc.property(plans, (plan) => {
        expect(service.review(plan)).toEqual(judge.judge(plan));
      }),
      trials(300, 2000),
    );
  });

  it('is formed once for all models that have no ceiling of their own', () => {
    const judge = jest.spyOn(Judge.prototype, 'judge');
    const service = makeFresh();
    const plan = makePlan({ food: 'chicken', target: celsius(66) });
    for (const cookerType of [undefined, 'a3', 'a7', 'of the future'])
      service.review({ ...plan, cookerType });
    expect(judge).toHaveBeenCalledTimes(1);
    service.review({ ...plan, cookerType: 'a4' });
    expect(judge).toHaveBeenCalledTimes(2);
    judge.mockRestore();
  });

  it('cannot be changed by its receiver', () => {
    const verdict = makeFresh().review(makePlan({ food: 'chicken', target: celsius(50) }));
    expect(() => Object.assign(verdict, { allowed: true })).toThrow(TypeError);
    for (const list of [verdict.violations, verdict.warnings, verdict.alternatives, verdict.sources])
      expect(() => (list as unknown[]).push(verdict)).toThrow(TypeError);
    expect(() => Object.assign(verdict.violations[0]!, { message: '' })).toThrow(TypeError);
    expect(() => Object.assign(verdict.core!, { minimum: 1 })).toThrow(TypeError);
  });
});
