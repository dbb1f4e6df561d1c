import fc from 'fast-check';
import { CaughtLog } from '../../test/harness/caught-log.js';
import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { trials } from '../../test/harness/soak.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import { ApprovedCook, SafetyService } from './safety.service.js';
import type { CookPlan } from './cook-plan.js';
import type { FoodCatalogue } from './foods/food-catalogue.js';
import { makeRules } from './rules/rules.js';
import { SafetyUnavailableError, UnsafeCookError } from './safety.errors.js';

const safety = makeSafety();
const codes = (known: Partial<CookPlan>) => safety.review(makePlan(known)).violations.map(({ code }) => code);
const plan = (food: string | undefined, target: number, hold = 90): Partial<CookPlan> => ({
  food,
  target: celsius(target),
  hold: minutes(hold),
});

describe('SafetyService', () => {
  // The floors that the owner set, 0.1 °C below and just at each, for a time that is enough there.
  it.each([
    ['chicken', 57, 214, 'POULTRY_TEMP_UNSAFE'],
    ['ground beef', 60, 185, 'GROUND_MEAT_TEMP_UNSAFE'],
    ['chicken burger', 60, 128, 'GROUND_MEAT_TEMP_UNSAFE'],
    ['pork chop', 57, 149, 'PORK_TEMP_UNSAFE'],
    ['beef steak', 52, 90, 'BEEF_TEMP_UNSAFE'],
    ['lamb', 52, 90, 'BEEF_TEMP_UNSAFE'],
    ['veal', 52, 90, 'BEEF_TEMP_UNSAFE'],
    ['venison', 60, 146, 'GAME_TEMP_UNSAFE'],
    ['beef liver', 60, 146, 'OFFAL_TEMP_UNSAFE'],
    ['shrimp', 57, 183, 'SHELLFISH_TEMP_UNSAFE'],
    ['custard', 60, 188, 'EGG_UNPASTEURIZED'],
    ['carrots', 57, 90, 'TEMPERATURE_TOO_LOW'],
    ['zorblax', 60, 249, 'FOOD_TYPE_UNKNOWN'],
    [undefined, 60, 249, 'FOOD_TYPE_REQUIRED'],
  ])('refuses %s just below %d °C, even for %d min, with %s and takes it at the floor', (...row) => {
    const [food, floor, hold, code] = row;
    expect(codes(plan(food, floor - 0.1, hold))).toEqual([code]);
    expect(codes(plan(food, floor, hold))).toEqual([]);
  });

  it('refuses fish below the absolute floor under both names', () => {
    expect(codes(plan('salmon', 39.9, 60))).toEqual(['TEMPERATURE_TOO_LOW', 'FISH_TEMP_UNSAFE']);
    expect(codes(plan('salmon', 40, 60))).toEqual([]);
  });

  it('has no quarrel with the bath of mussels at 90 °C, but no time is enough until it is hotter', () => {
    expect(codes(plan('mussels', 89.9, 5999))).toEqual(['SHELLFISH_VIRUS_RISK']);
    expect(codes(plan('mussels', 90, 5999))).toEqual(['TIME_BELOW_PASTEURIZATION']);
    expect(codes(plan('mussels', 92))).toEqual([]);
  });

  it('holds a pierced steak to the floor of beef, and to a time that is enough', () => {
    const tooShort = ['TIME_BELOW_PASTEURIZATION', 'NON_INTACT_NEEDS_PASTEURIZATION'];
    expect(codes(plan('tenderized beef steak', 51.9))).toEqual(['NON_INTACT_NEEDS_PASTEURIZATION']);
    // The core is never through 54.4 °C, so that no time is enough.
    expect(codes(plan('tenderized beef steak', 52))).toEqual([...tooShort, 'COME_UP_TOO_SLOW']);
    expect(codes(plan('tenderized beef steak', 54.4, 5999))).toEqual(['COME_UP_TOO_SLOW']);
    expect(codes(plan('tenderized beef steak', 57, 120))).toEqual(tooShort);
    expect(codes(plan('tenderized beef steak', 57, 121))).toEqual([]);
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
    [{ thickness: millimetres(150.1) }, 'PIECE_TOO_LARGE'],
    [{ thickness: millimetres(NaN) }, 'THICKNESS_OUT_OF_RANGE'],
  ])('refuses %p with %s', (known, code) => {
    expect(codes(known)).toContain(code);
  });

  it.each([
    { target: celsius(95), food: 'carrots' },
    { target: celsius(92), cookerType: 'pro', food: 'carrots' },
    { hold: minutes(1), food: 'beef' },
    { hold: minutes(5999) },
    { thickness: millimetres(5), food: undefined },
    { thickness: millimetres(150), target: celsius(95), hold: minutes(400), food: 'carrots' },
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
      trials(200, 1000),
    );
  });

  it('offers times that hold for this start, this thickness and these people', () => {
    const timesFor = (known: Partial<CookPlan>) =>
      safety.review(makePlan({ target: celsius(50), hold: minutes(1), ...known })).alternatives;
    expect(timesFor({})).toContainEqual({ target: 60, hold: 126, outcome: 'pasteurized' });
    expect(timesFor({ startState: 'frozen' })).toContainEqual({
      target: 60,
      hold: 154,
      outcome: 'pasteurized',
    });
    expect(timesFor({ vulnerableConsumers: true })).toContainEqual({
      target: 60,
      hold: 128,
      outcome: 'pasteurized',
    });
    // Through in time only in a bath hotter than 60 °C.
    expect(timesFor({ food: 'whole chicken', thickness: millimetres(100) })[0]).toEqual({
      target: 65,
      hold: 378,
      outcome: 'pasteurized',
    });
  });

  it('says what the time does to the core, except where no time makes it safer', () => {
    expect(safety.review(makePlan())).toMatchObject({
      outcome: 'pasteurized',
      thickness: 35,
      thicknessAssumed: true,
      core: { minimum: 81, pasteurizedUpTo: 38, governing: 'Salmonella' },
    });
    const carrots = safety.review(makePlan({ food: 'carrots', target: celsius(85) }));
    expect(carrots).toMatchObject({
      outcome: 'not_a_food_safety_matter',
      core: { minimum: undefined, pasteurizedUpTo: undefined, governing: undefined, reductions: [] },
    });
  });

  it.each([
    [undefined, 'No food was named'],
    ['zorblax', 'was not recognised'],
    ['beef and chiken', '“chiken” was not surely'],
  ])('says that it judged %p strictly', (food, words) => {
    expect(safety.review(makePlan({ food })).warnings[0]).toContain(words);
  });

  it('says how the food was understood and where the limits come from', () => {
    expect(safety.review(makePlan({ food: 'chicken breast' }))).toMatchObject({
      assumptions: [
        expect.stringMatching(/^Understood as poultry, from “chicken/),
        'The thickest point is 35 mm.',
        'The shape is a portion.',
        'The food goes into water that is at its temperature already, from the fridge, at 5 °C.',
      ],
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

  it('holds the plan and the verdict as they were judged, even when the originals change', () => {
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
      trials(100, 500),
    );
  });
});
