import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import { FOOD_CLASSES, type FoodClass } from './foods/food-class.js';

const safety = makeSafety();

/** A food, a bath and a time, with nothing else said unless the test says it. */
function review(food: string | undefined, target: number, hold: number, known: Partial<CookPlan> = {}) {
  const verdict = safety.review(makePlan({ food, target: celsius(target), hold: minutes(hold), ...known }));
  return { ...verdict, codes: verdict.violations.map(({ code }) => code) };
}
const thick = (thickness: number): Partial<CookPlan> => ({ thickness: millimetres(thickness) });
const vulnerable: Partial<CookPlan> = { vulnerableConsumers: true };

describe('Chicken', () => {
  it('at 65 °C for 90 min starts, and says up to which thickness that holds and what 50 mm need', () => {
    const { outcome, codes, core, warnings } = review('chicken', 65, 90);
    expect({ outcome, codes }).toEqual({ outcome: 'pasteurized', codes: [] });
    expect(core).toMatchObject({ minimum: 81, pasteurizedUpTo: 38 });
    expect(warnings[0]).toBe(
      'A thickest point of 35 mm is assumed. 90 min are enough up to 38 mm; a piece of 50 mm would need 131 min.',
    );
    expect(review('chicken', 65, 131, thick(50)).outcome).toBe('pasteurized');
    expect(review('chicken', 65, 130, thick(50)).outcome).toBe('rejected');
  });

  it('at 65 °C for 60 min does not start, and hears both ways out', () => {
    const { codes, violations, alternatives } = review('chicken', 65, 60);
    expect(codes).toEqual(['TIME_BELOW_PASTEURIZATION']);
    expect(violations[0]?.message).toBe(
      'Chicken at 65 °C for 60 min is not enough for the assumed 35 mm: the centre only reaches 59 °C, and Listeria is reduced by 0.7 of the required 6 log. Cook it for 81 min, or send its thickest point: up to 27 mm, 60 min are enough.',
    );
    expect(violations[0]?.details).toMatchObject({ minimum: 81, pasteurized_up_to_mm: 27 });
    expect(alternatives.slice(0, 2)).toEqual([
      { target: 71, hold: 60, outcome: 'pasteurized' },
      { target: 65, hold: 81, outcome: 'pasteurized' },
    ]);
    expect(review('chicken', 65, 60, thick(27)).outcome).toBe('pasteurized');
  });

  it('at 65 °C for 1 min does not start', () => {
    const { codes, violations } = review('chicken', 65, 1);
    expect(codes).toEqual(['TIME_BELOW_PASTEURIZATION']);
    expect(violations[0]?.details).toMatchObject({ minimum: 81, pasteurized_up_to_mm: 0 });
  });

  it('at 57 °C for 180 min is refused at 50 mm and fine at 20 mm', () => {
    expect(review('chicken', 57, 180, thick(50))).toMatchObject({
      codes: ['TIME_BELOW_PASTEURIZATION'],
      core: { minimum: 286, pasteurizedUpTo: 26 },
    });
    expect(review('chicken', 57, 180, thick(20))).toMatchObject({ codes: [], core: { minimum: 161 } });
  });

  it.each([1, 90, 600, 5999])('at 50 °C never starts, not for %d min either', (hold) => {
    const { codes, violations } = review('chicken', 50, hold, thick(20));
    expect(codes).toEqual(['POULTRY_TEMP_UNSAFE']);
    expect(violations[0]?.details).toMatchObject({ received: 50, minimum: 57 });
  });

  it.each([
    ['chicken', 20, []],
    ['whole chicken', 150, ['TIME_BELOW_PASTEURIZATION', 'COME_UP_TOO_SLOW']],
    ['chicken', 0, ['THICKNESS_OUT_OF_RANGE']],
    ['chicken', 1000, ['PIECE_TOO_LARGE']],
  ])('as %s of %d mm at 65 °C for 90 min is refused with %j', (food, thickness, codes) => {
    expect(review(food, 65, 90, thick(thickness)).codes).toEqual(codes);
  });
});

describe('Beef', () => {
  it('at 54.5 °C for 60 min is for healthy adults, and says so', () => {
    const { outcome, codes, warnings, core } = review('beef steak', 54.5, 60);
    expect({ outcome, codes }).toEqual({ outcome: 'unpasteurized_allowed', codes: [] });
    expect(warnings[0]).toMatch(/only for healthy adults.* To pasteurise 30 mm at 54\.5 °C takes 208 min\.$/);
    expect(core).toMatchObject({ minimum: 208, pasteurizedUpTo: 0 });
  });

  it('at 54.5 °C for 60 min is nothing for vulnerable consumers', () => {
    const { codes, violations } = review('beef steak', 54.5, 60, vulnerable);
    expect(codes).toEqual(['VULNERABLE_CONSUMER']);
    expect(violations[0]?.details).toMatchObject({ minimum_minutes: 314 });
    expect(review('beef steak', 54.5, 314, vulnerable).outcome).toBe('pasteurized');
  });

  it('at 52 °C is fine until 240 min, and then kept too long', () => {
    expect(review('beef', 52, 240).outcome).toBe('unpasteurized_allowed');
    expect(review('beef', 52, 241).codes).toEqual(['HOLD_TOO_LONG']);
    const { codes, violations, alternatives } = review('beef', 52, 600);
    expect(codes).toEqual(['HOLD_TOO_LONG']);
    expect(violations[0]?.details).toEqual({ field: 'time_minutes', received: 600, maximum: 240 });
    expect(alternatives.slice(0, 2)).toEqual([
      { target: 54.5, hold: 600, outcome: 'pasteurized' },
      { target: 52, hold: 240, outcome: 'unpasteurized_allowed' },
    ]);
  });

  it('that was bladed, at 55 °C for 60 min, has a raw middle', () => {
    const { codes, core, foodClass } = review('bladed steak', 55, 60);
    expect(foodClass).toBe('non_intact_meat');
    expect(codes).toEqual(['TIME_BELOW_PASTEURIZATION', 'NON_INTACT_NEEDS_PASTEURIZATION']);
    expect(core?.minimum).toBe(181);
    expect(review('bladed steak', 55, 181).codes).toEqual([]);
  });

  it('as a burger at 60 °C for 20 min is refused', () => {
    expect(review('burger', 60, 20)).toMatchObject({
      foodClass: 'ground_meat',
      codes: ['TIME_BELOW_PASTEURIZATION'],
      core: { minimum: 128, pasteurizedUpTo: 0 },
    });
  });

  it('that is actually chicken is poultry', () => {
    expect(review('beef (actually chicken)', 54.5, 60)).toMatchObject({
      foodClass: 'poultry',
      codes: ['POULTRY_TEMP_UNSAFE'],
    });
    expect(review('beef (actually chicken)', 65, 85)).toMatchObject({ allowed: true, core: { minimum: 85 } });
  });
});

describe('Pork', () => {
  it('as a roast at 58 °C must be measured', () => {
    const { codes, violations } = review('pork roast', 58, 300);
    expect(codes).toEqual(['THICKNESS_REQUIRED']);
    expect(violations[0]?.details).toMatchObject({ thickness_mm: 70 });
    expect(review('pork roast', 58, 276, thick(70)).outcome).toBe('pasteurized');
    expect(review('pork roast', 60, 239).outcome).toBe('pasteurized');
  });

  it('of 150 mm at 58 °C warms up too slowly, however long it stays', () => {
    expect(review('pork roast', 58, 300, thick(150)).codes).toEqual([
      'TIME_BELOW_PASTEURIZATION',
      'COME_UP_TOO_SLOW',
    ]);
    const { codes, violations } = review('pork roast', 58, 5999, thick(150));
    expect(codes).toEqual(['COME_UP_TOO_SLOW']);
    expect(violations[0]?.details).toMatchObject({ come_up_minutes: 869, maximum_minutes: 360 });
  });
});

describe('Salmon', () => {
  it('at 45 °C for 40 min may be eaten unpasteurised, with a word on parasites', () => {
    const { outcome, codes, warnings } = review('salmon', 45, 40);
    expect({ outcome, codes }).toEqual({ outcome: 'unpasteurized_allowed', codes: [] });
    expect(warnings.join()).toContain('frozen for 7 days');
    expect(review('salmon', 45, 40, vulnerable).codes).toEqual(['VULNERABLE_CONSUMER']);
  });

  it('at 45 °C for 90 min is kept too long', () => {
    expect(review('salmon', 45, 60).codes).toEqual([]);
    expect(review('salmon', 45, 90).codes).toEqual(['HOLD_TOO_LONG']);
  });
});

describe('A name', () => {
  it('that is missing must be sent below 60 °C', () => {
    const { codes, violations } = review(undefined, 58, 300);
    expect(codes).toEqual(['FOOD_TYPE_REQUIRED']);
    expect(violations[0]?.message).toContain('Say what the food is');
    expect(review(undefined, 60, 232).codes).toEqual(['TIME_BELOW_PASTEURIZATION']);
    expect(review(undefined, 60, 249).outcome).toBe('pasteurized');
  });

  it('may say hen and mean a mushroom', () => {
    const { foodClass, outcome } = review('hen of the woods', 85, 30);
    expect({ foodClass, outcome }).toEqual({ foodClass: 'vegetable', outcome: 'not_a_food_safety_matter' });
  });

  it('of raw kidney beans is refused at any setting', () => {
    expect(review('kidney beans', 95, 600)).toMatchObject({
      codes: ['TOXIN_NEEDS_BOILING'],
      alternatives: [],
    });
    expect(review('boiled kidney beans', 85, 60).allowed).toBe(true);
  });
});

describe('From 40 to 54 °C', () => {
  /** What may be there at all: from which bath, up to which, and for how long. */
  const allowed: Partial<Record<FoodClass, readonly [from: number, to: number, longest: number]>> = {
    beef: [52, 54, 240],
    lamb: [52, 54, 240],
    fish: [40, 54, 60],
    egg: [40, 54, 240],
    yoghurt: [40, 46, 1440],
    chocolate: [40, 50, 1440],
  };

  it.each(FOOD_CLASSES)('the class %s may be kept for as long as it may, and no longer', (foodClass) => {
    const food = foodClass === 'unknown' ? 'zorblax' : safety.foods.namesOf(foodClass)[0];
    const [from, to, longest] = allowed[foodClass] ?? [99, 99, 0];
    for (let target = 40; target <= 54; target++) {
      for (const hold of [1, 60, 61, 240, 241, 1440, 1441, 5999]) {
        const safe = target >= from && target <= to && hold <= longest;
        expect({ target, hold, safe: review(food, target, hold).allowed }).toEqual({ target, hold, safe });
      }
    }
  });
});
