import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import { continuationOf, historySentence } from './continued-food.js';
import type { EarlierCook } from './food-history.js';
import { UnsafeCookError } from './safety.errors.js';

const earlier = (known: Partial<EarlierCook> = {}): EarlierCook => ({
  cookId: 'before',
  cookerId: 'cooker-one',
  cookerName: 'Kitchen',
  food: 'pork shoulder',
  foodClass: 'pork',
  inDangerZone: minutes(301),
  mustBeDiscarded: true,
  ...known,
});
const here = (known: Partial<EarlierCook> = {}) => ({ here: earlier(known), elsewhere: [] });
const before = (inDangerZone: number) =>
  here({ inDangerZone: minutes(inDangerZone), mustBeDiscarded: false });
const elsewhere = (known: Partial<EarlierCook> = {}) => ({ here: undefined, elsewhere: [earlier(known)] });
const safety = makeSafety();

function thrownBy(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

describe('A plan for food that was in a cook that broke off', () => {
  it.each(['pork shoulder', 'chicken', 'carrots', 'beef steak', undefined])(
    'is refused under any name: %s',
    (food) => {
      const plan = makePlan({ food, target: celsius(85), hold: minutes(600), thickness: millimetres(40) });
      expect(safety.review(plan).allowed).toBe(true);
      const verdict = safety.review(plan, here());
      expect(verdict).toMatchObject({ allowed: false, outcome: 'rejected', alternatives: [] });
      expect(verdict.violations[0]).toMatchObject({
        code: 'FOOD_MUST_BE_DISCARDED',
        details: { cook_id: 'before', device_id: 'cooker-one', minutes_in_danger_zone: 301 },
      });
      expect(verdict.violations[0]!.message).toMatch(
        /^The food “pork shoulder” on Kitchen was between 5 and 54\.4 °C for about 301 minutes/,
      );
    },
  );

  it('is no approval, and a conflict rather than an unsafe plan', () => {
    const refused = () => safety.approve(makePlan(), here());
    expect(refused).toThrow(UnsafeCookError);
    const conflict = { kind: 'conflict', code: 'FOOD_MUST_BE_DISCARDED', alternatives: [] };
    expect(thrownBy(refused)).toMatchObject(conflict);
  });

  it('comes before everything else that is wrong with it, and offers no alternative', () => {
    const { violations, alternatives } = safety.review(makePlan({ target: celsius(50) }), here());
    expect(violations.map(({ code }) => code).slice(0, 2)).toEqual([
      'FOOD_MUST_BE_DISCARDED',
      'POULTRY_TEMP_UNSAFE',
    ]);
    expect(alternatives).toEqual([]);
  });

  it('adds its own minutes to those of before', () => {
    const { core } = safety.review(makePlan());
    const left = 240 - core!.inDangerZone;
    const after = (inDangerZone: number) =>
      safety.review(makePlan(), here({ inDangerZone: minutes(inDangerZone), mustBeDiscarded: false }));
    expect(after(0)).toEqual(safety.review(makePlan()));
    expect(after(left - 5)).toMatchObject({ allowed: true });
    expect(after(left + 1)).toMatchObject({
      allowed: false,
      violations: [{ message: expect.stringMatching(/would add 4\d minutes, and at most 240/) as string }],
    });
  });

  it('first names the minutes of before and what is left of them', () => {
    const alone = safety.review(makePlan());
    const { warnings, past, core } = safety.review(makePlan(), before(190));
    expect(warnings[0]).toMatch(
      /^The food on this cooker has already been 190 minutes between 5 and 54\.4 °C; 50 are left before it must be thrown away\. This cook takes about 4\d of them\.$/,
    );
    expect(past).toEqual([warnings[0]]);
    expect(warnings.slice(1)).toEqual(alone.warnings);
    expect(core!.inDangerZone).toBe(alone.core!.inDangerZone + 190);
  });

  it('names food on another cooker that must be thrown away before that', () => {
    const { past } = safety.review(makePlan({ food: 'pork chop', hold: minutes(300) }), {
      ...before(100),
      ...{ elsewhere: [earlier({ cookerName: 'Garage' })] },
    });
    expect(past).toEqual([
      expect.stringMatching(/on Garage must be thrown away/),
      expect.stringMatching(/ 100 minutes .*; 140 are left /),
    ]);
  });

  it.each([
    [0, false, 'none'],
    [1, false, 'allowed'],
    [190, false, 'allowed'],
    [205, false, 'would-spoil'],
    [0, true, 'spoilt'],
  ] as const)('means after %d minutes, spoilt or not (%p): %s', (inDangerZone, mustBeDiscarded, fate) => {
    const growth = { expected: minutes(40), limit: minutes(240) };
    const known = earlier({ inDangerZone: minutes(inDangerZone), mustBeDiscarded });
    expect(continuationOf(known, growth)).toEqual({ ...growth, fate });
    expect(safety.continuation(makePlan(), known)).toMatchObject({ fate });
  });

  it.each([
    [1, 240, /been 1 minute between .*; 239 are left/],
    [239, 240, /; 1 is left/],
    [241, 240, /; 0 are left/],
  ])('counts %d of %d minutes in words', (inDangerZone, limit, words) =>
    expect(historySentence(inDangerZone, limit)).toMatch(words),
  );

  it('names no way around it', () => {
    const { violations, warnings } = safety.review(makePlan(), here());
    const text = JSON.stringify({ violations, warnings });
    expect(text).not.toMatch(/coddle|24 h|hour|wait/i);
    expect(text).toContain('The owner must confirm that it was thrown away.');
  });

  it('is warned of on another cooker where it may be the same food', () => {
    const pork = makePlan({ food: 'pork chop', hold: minutes(300) });
    expect(safety.review(pork, elsewhere())).toMatchObject({
      allowed: true,
      warnings: [
        expect.stringMatching(/^The food “pork shoulder” from a cook that broke off on Kitchen/),
        expect.any(String),
      ],
    });
    expect(safety.review(makePlan(), elsewhere())).toEqual(safety.review(makePlan()));
    expect(safety.review(makePlan(), elsewhere({ foodClass: 'unknown', food: undefined }))).toMatchObject({
      warnings: expect.arrayContaining([expect.stringMatching(/^The food from a cook/)]) as string[],
    });
    expect(safety.review(pork, elsewhere({ mustBeDiscarded: false }))).toEqual(safety.review(pork));
  });
});
