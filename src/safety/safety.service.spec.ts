import fc from 'fast-check';
import { CaughtLog } from '../../test/support/caught-log.js';
import { makePlan } from '../../test/support/plans.js';
import { makeSafety } from '../../test/support/safety.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import { ApprovedCook } from './approved-cook.js';
import type { CookPlan } from './cook-plan.js';
import type { FoodCatalogue } from './foods/food-catalogue.js';
import { makeRules } from './safety.module.js';
import { SafetyUnavailableError, UnsafeCookError } from './safety.errors.js';
import { SafetyService } from './safety.service.js';

const safety = makeSafety();
const codes = (known: Partial<CookPlan>) => safety.review(makePlan(known)).violations.map(({ code }) => code);
const plan = (food: string | undefined, target: number): Partial<CookPlan> => ({
  food,
  target: celsius(target),
});

describe('SafetyService', () => {
  // The floors that the owner set, one degree of 0.1 below and just at each.
  it.each([
    ['chicken', 57, 'POULTRY_TEMP_UNSAFE'],
    ['ground beef', 60, 'GROUND_MEAT_TEMP_UNSAFE'],
    ['chicken burger', 60, 'GROUND_MEAT_TEMP_UNSAFE'],
    ['pork chop', 57, 'PORK_TEMP_UNSAFE'],
    ['beef steak', 52, 'BEEF_TEMP_UNSAFE'],
    ['lamb', 52, 'BEEF_TEMP_UNSAFE'],
    ['veal', 52, 'BEEF_TEMP_UNSAFE'],
    ['tenderized beef steak', 52, 'NON_INTACT_NEEDS_PASTEURIZATION'],
    ['venison', 60, 'GAME_TEMP_UNSAFE'],
    ['beef liver', 60, 'OFFAL_TEMP_UNSAFE'],
    ['shrimp', 57, 'SHELLFISH_TEMP_UNSAFE'],
    ['mussels', 90, 'SHELLFISH_VIRUS_RISK'],
    ['custard', 60, 'EGG_UNPASTEURIZED'],
    ['carrots', 57, 'TEMPERATURE_TOO_LOW'],
    ['zorblax', 60, 'FOOD_TYPE_UNKNOWN'],
    [undefined, 60, 'FOOD_TYPE_REQUIRED'],
  ])('refuses %s just below %d °C with %s and takes it at the floor', (food, floor, code) => {
    expect(codes(plan(food, floor - 0.1))).toContain(code);
    expect(codes(plan(food, floor))).toEqual([]);
  });

  it('refuses fish below the absolute floor under both names', () => {
    expect(codes(plan('salmon', 39.9))).toEqual(['TEMPERATURE_TOO_LOW', 'FISH_TEMP_UNSAFE']);
    expect(codes(plan('salmon', 40))).toEqual([]);
  });

  it.each([
    ['yoghurt', 46.1, 'TEMPERATURE_TOO_HIGH'],
    ['yoghurt', 39.9, 'TEMPERATURE_TOO_LOW'],
    ['chocolate', 50.1, 'TEMPERATURE_TOO_HIGH'],
    ['kidney beans', 95, 'TOXIN_NEEDS_BOILING'],
  ])('refuses %s at %d °C with %s', (food, target, code) => {
    expect(codes(plan(food, target))).toContain(code);
  });

  it.each([
    [{ target: celsius(39.99) }, 'TEMPERATURE_TOO_LOW'],
    [{ target: celsius(100.01) }, 'TEMPERATURE_TOO_HIGH'],
    [{ target: celsius(NaN) }, 'TEMPERATURE_TOO_LOW'],
    [{ target: celsius(95.1) }, 'TEMPERATURE_TOO_HIGH'],
    [{ target: celsius(92.1), cookerType: 'pro' }, 'TEMPERATURE_TOO_HIGH'],
    [{ target: celsius(95.1), cookerType: undefined }, 'TEMPERATURE_TOO_HIGH'],
    [{ hold: minutes(0) }, 'TIME_TOO_SHORT'],
    [{ hold: minutes(NaN) }, 'TIME_TOO_SHORT'],
    [{ hold: minutes(6000) }, 'TIME_TOO_LONG'],
    [{ thickness: millimetres(4.9) }, 'THICKNESS_OUT_OF_RANGE'],
    [{ thickness: millimetres(150.1) }, 'THICKNESS_OUT_OF_RANGE'],
    [{ thickness: millimetres(NaN) }, 'THICKNESS_OUT_OF_RANGE'],
  ])('refuses %p with %s', (known, code) => {
    expect(codes(known)).toContain(code);
  });

  it.each([
    { target: celsius(95), food: 'carrots' },
    { target: celsius(92), cookerType: 'pro', food: 'carrots' },
    { hold: minutes(1) },
    { hold: minutes(5999) },
    { thickness: millimetres(5) },
    { thickness: millimetres(150) },
  ])('takes %p, the very edge', (known) => {
    expect(codes(known)).toEqual([]);
  });

  it('notices Fahrenheit', () => {
    const [finding] = safety.review(makePlan({ target: celsius(140) })).violations;
    expect(finding?.message).toBe(
      '140 °C is too high: water boils at 100 °C. If you meant Fahrenheit: 140 °F would be 60 °C.',
    );
    expect(safety.review(makePlan({ target: celsius(500) })).violations[0]?.message).not.toContain(
      'Fahrenheit',
    );
  });

  it('refuses chicken at 50 °C in words with the numbers, and offers what it accepts', () => {
    const verdict = safety.review(makePlan({ target: celsius(50) }));
    expect(verdict).toMatchObject({ allowed: false, outcome: 'rejected', foodClass: 'poultry' });
    expect(verdict.violations[0]?.message).toMatch(
      /^Chicken at 50 °C is refused: poultry needs at least 57 °C\. \S/,
    );
    expect(verdict.violations[0]?.details).toEqual({
      field: 'temperature_celsius',
      received: 50,
      minimum: 57,
      food_class: 'poultry',
    });
    expect(verdict.alternatives.length).toBeGreaterThan(0);
  });

  it('accepts every alternative that it offers', () => {
    const foods = safety.foods.classes.flatMap(({ foodClass }) => [...safety.foods.namesOf(foodClass)]);
    const temperature = fc.double({ min: 0, max: 200, noNaN: true }).map(celsius);
    fc.assert(
      fc.property(fc.constantFrom(undefined, ...foods), temperature, (food, target) => {
        const asked = makePlan({ food, target });
        for (const setting of safety.review(asked).alternatives) {
          expect(safety.review({ ...asked, ...setting }).allowed).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('offers no ready-made setting where it would not hold', () => {
    const refused = { target: celsius(50) };
    expect(safety.review(makePlan({ ...refused, startState: 'frozen' })).alternatives).toEqual([]);
    expect(safety.review(makePlan({ ...refused, thickness: millimetres(100) })).alternatives).toEqual([]);
    expect(safety.review(makePlan({ ...refused, vulnerableConsumers: true })).alternatives).toEqual([]);
  });

  it('warns that only the temperature was judged, except where no time makes it safer', () => {
    expect(safety.review(makePlan()).warnings).toEqual([
      expect.stringContaining('Only the temperature was judged'),
    ]);
    const carrots = safety.review(makePlan({ food: 'carrots', target: celsius(85) }));
    expect(carrots).toMatchObject({ allowed: true, outcome: 'not_a_food_safety_matter', warnings: [] });
  });

  it.each([
    [undefined, 'not told what the food is'],
    ['zorblax', 'did not recognise the food'],
    ['beef and chiken', 'not sure of “chiken”'],
  ])('says that it judged %p by the strictest limit', (food, words) => {
    expect(safety.review(makePlan({ food })).warnings[0]).toContain(words);
  });

  it('tells how the food was understood and where the limits come from', () => {
    expect(safety.review(makePlan({ food: 'chicken breast' }))).toMatchObject({
      assumptions: [expect.stringMatching(/^Understood as poultry, from “chicken/)],
      sources: [expect.stringMatching(/\S/)],
      rulesVersion: expect.stringMatching(/^\d+-\S+$/) as string,
    });
  });

  it('throws every finding, the most serious in front', () => {
    const unsafe = makePlan({ target: celsius(30), hold: minutes(0) });
    const refusal = refusalOf(() => safety.approve(unsafe));
    expect(refusal).toBeInstanceOf(UnsafeCookError);
    expect(refusal).toMatchObject({
      code: 'TEMPERATURE_TOO_LOW',
      details: {
        violations: [
          { error: 'TEMPERATURE_TOO_LOW' },
          { error: 'POULTRY_TEMP_UNSAFE' },
          { error: 'TIME_TOO_SHORT' },
        ],
      },
    });
  });
});

const refusalOf = (call: () => unknown): unknown => {
  try {
    return call();
  } catch (error) {
    return error;
  }
};

describe('SafetyService that cannot judge', () => {
  const withoutFoods = () =>
    new SafetyService(makeRules(), () => {
      throw new Error('altered');
    });
  const bug = (): never => {
    throw new TypeError('bug');
  };

  it('starts nothing without its food data, and says why in the log', () => {
    const log = CaughtLog.take();
    expect(() => withoutFoods().approve(makePlan())).toThrow(SafetyUnavailableError);
    expect(() => withoutFoods().foods).toThrow(SafetyUnavailableError);
    expect(log.at('error')[0]).toContain('nothing may start: Error: altered');
  });

  it('starts nothing when a rule fails, however safe the plan', () => {
    const service = new SafetyService([...makeRules(), { review: bug }], () => safety.foods);
    expect(() => service.approve(makePlan())).toThrow(SafetyUnavailableError);
    expect(() => service.review(makePlan())).toThrow(
      expect.objectContaining({ cause: new TypeError('bug') }) as Error,
    );
  });

  it('starts nothing when a name cannot be read for a fault of its own', () => {
    const foods: FoodCatalogue = Object.assign(Object.create(safety.foods) as FoodCatalogue, {
      understand: bug,
    });
    const service = new SafetyService(makeRules(), () => foods);
    expect(() => service.approve(makePlan())).toThrow(SafetyUnavailableError);
  });
});

describe('the way to an approval', () => {
  it('leads through the engine alone: what it approves is genuine, and nothing else is', () => {
    const approved: ApprovedCook = safety.approve(makePlan());
    expect(ApprovedCook.isGenuine(approved)).toBe(true);
    expect(ApprovedCook.isGenuine(structuredClone({ ...approved }))).toBe(false);
    expect(ApprovedCook.isGenuine(safety.review(makePlan()))).toBe(false);
  });

  it('holds the plan and the verdict as they were judged, whatever becomes of the originals', () => {
    const plan = { ...makePlan() };
    const approved = safety.approve(plan);
    Object.assign(plan, { target: celsius(20), food: 'beef' });
    expect(approved.plan).toEqual(makePlan());
    expect(approved.verdict).toMatchObject({ allowed: true, foodClass: 'poultry', violations: [] });
  });

  it('opens for exactly the plans without a violation', () => {
    const food = fc.constantFrom(
      undefined,
      'chicken',
      'beef steak',
      'salmon',
      'yoghurt',
      'lentils',
      'zorblax',
    );
    const number = fc.oneof(fc.double({ min: 30, max: 110 }), fc.constantFrom(NaN, Infinity, 40, 57, 60));
    const hold = fc.oneof(fc.integer({ min: -1, max: 6001 }), fc.constantFrom(NaN, Infinity, 1, 5999));
    fc.assert(
      fc.property(food, number, hold, (name, target, time) => {
        const asked = makePlan({ food: name, target: celsius(target), hold: minutes(time) });
        const { allowed, violations } = safety.review(asked);
        expect(allowed).toBe(violations.length === 0);
        if (allowed) expect(ApprovedCook.isGenuine(safety.approve(asked))).toBe(true);
        else expect(() => safety.approve(asked)).toThrow(UnsafeCookError);
      }),
      { numRuns: 500 },
    );
  });
});
