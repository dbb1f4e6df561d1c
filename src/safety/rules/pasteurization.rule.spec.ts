import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { celsius, millimetres, minutes } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import { NO_FACTS, type DairyKind } from '../foods/food.js';
import { Forecast } from '../forecast.js';
import { thermalNeedOf } from '../thermal-need.js';
import { PasteurizationRule } from './pasteurization.rules.js';

const { foods } = makeSafety();
const rule = new PasteurizationRule();

function review(known: Partial<CookPlan>) {
  const plan = makePlan(known);
  const food = foods.understand(plan.food);
  return rule.review(plan, food, Forecast.of(plan, food, thermalNeedOf(food, foods.fsis)));
}
const codes = (known: Partial<CookPlan>) => review(known).map(({ code }) => code);
const messageOf = (known: Partial<CookPlan>) => review(known)[0]?.message;

describe('PasteurizationRule', () => {
  it('takes chicken for as long as it needs, and refuses it for a minute less', () => {
    expect(review({ hold: minutes(81) })).toEqual([]);
    expect(review({ hold: minutes(80) })).toEqual([
      {
        rule: 'pasteurization',
        code: 'TIME_BELOW_PASTEURIZATION',
        message:
          'Chicken at 65 °C for 80 min is not enough for the assumed 35 mm: the centre only reaches 62.4 °C, and Salmonella is reduced by 6.9 of the required 7 log. Cook it for 81 min, or send its thickest point: up to 34 mm, 80 min are enough.',
        details: {
          field: 'time_minutes',
          received: 80,
          minimum: 81,
          thickness_mm: 35,
          thickness_assumed: true,
          pasteurized_up_to_mm: 34,
        },
      },
    ]);
  });

  it('names the pathogen that is furthest from its target', () => {
    expect(messageOf({ hold: minutes(60) })).toContain(
      'the centre only reaches 59 °C, and Listeria is reduced by 0.7 of the required 6 log. Cook it for 81 min',
    );
  });

  it('speaks of a thickness that was sent as such', () => {
    const given = { thickness: millimetres(50), hold: minutes(90) };
    expect(messageOf(given)).toMatch(
      /^Chicken at 65 °C for 90 min is not enough for 50 mm: .* Cook it for 131 min; up to 38 mm, 90 min are enough\.$/,
    );
    expect(review(given)[0]?.details).toMatchObject({ thickness_assumed: false, thickness_mm: 50 });
  });

  it('promises nothing for a thinner piece when even the thinnest needs longer', () => {
    expect(messageOf({ hold: minutes(1) })).toMatch(
      /or send its thickest point: a thinner piece needs less\.$/,
    );
    expect(messageOf({ hold: minutes(1), thickness: millimetres(35) })).toMatch(/Cook it for 81 min\.$/);
    expect(review({ hold: minutes(1) })[0]?.details?.['pasteurized_up_to_mm']).toBe(0);
  });

  it('says so where no time is enough', () => {
    const [finding] = review({ food: 'mussels', target: celsius(90), hold: minutes(5999) });
    expect(finding?.message).toMatch(/ No time is enough at 90 °C: set it hotter\.$/);
    expect(finding?.details).not.toHaveProperty('minimum');
  });

  it('has two names for a pierced piece that is too short', () => {
    const pierced = { food: 'bladed steak', target: celsius(55) };
    const found = review({ ...pierced, hold: minutes(180) });
    expect(found.map(({ code }) => code)).toEqual([
      'TIME_BELOW_PASTEURIZATION',
      'NON_INTACT_NEEDS_PASTEURIZATION',
    ]);
    expect(found[1]?.message).toMatch(
      /^Bladed steak at 55 °C for 180 min leaves the middle raw\. Blades, needles/,
    );
    expect(found[1]?.details).toEqual(found[0]?.details);
    expect(codes({ ...pierced, hold: minutes(181) })).toEqual([]);
  });

  it('reads hours where they would be enough, of a thick tough piece for days', () => {
    const given = { thickness: millimetres(70) };
    expect(messageOf({ ...given, food: 'pork shoulder', hold: minutes(24) })).toMatch(
      / If hours were meant: 24 hours would be 1440 minutes\.$/,
    );
    expect(messageOf({ ...given, hold: minutes(4) })).toMatch(
      / If hours were meant: 4 hours would be 240 minutes\.$/,
    );
    for (const hold of [1, 5, 60])
      expect(messageOf({ ...given, hold: minutes(hold) })).not.toContain('hours');
    expect(messageOf({ food: 'pork chop', hold: minutes(24) })).not.toContain('hours');
  });

  it('leaves a bath below the floor to the rule of floors', () => {
    expect(codes({ target: celsius(56.9), hold: minutes(1) })).toEqual([]);
    expect(codes({ target: celsius(57), hold: minutes(1) })).toEqual(['TIME_BELOW_PASTEURIZATION']);
  });

  it.each(['beef steak', 'salmon', 'egg', 'carrots'])('lets %s be eaten as it is', (food) => {
    expect(codes({ food, hold: minutes(1) })).toEqual([]);
  });

  it('leaves what is too short only for some to another rule', () => {
    const vulnerable = { vulnerableConsumers: true };
    expect(codes({ ...vulnerable, hold: minutes(81) })).toEqual([]);
    const [finding] = review({ ...vulnerable, hold: minutes(80) });
    expect(finding).toMatchObject({ code: 'TIME_BELOW_PASTEURIZATION', details: { minimum: 84 } });
  });

  it('has nothing against what no model describes', () => {
    expect(rule.review(makePlan(), foods.understand('chicken'), undefined)).toEqual([]);
  });
});

describe('PasteurizationRule and dairy', () => {
  function reviewDairy(dairy: DairyKind | undefined, target: number, hold: number, name = 'cheese sauce') {
    const food = { ...foods.understand(name), facts: { ...NO_FACTS, dairy } };
    const plan = makePlan({ food: name, target: celsius(target), hold: minutes(hold) });
    return rule.review(plan, food, Forecast.of(plan, food, thermalNeedOf(food, foods.fsis)));
  }

  it.each([
    ['milk', /at 63 °C for 30 min, or at 72 °C for 15 s\.$/],
    ['enriched', /at 66 °C for 30 min, or at 75 °C for 15 s\.$/],
    ['eggnog', /at 69 °C for 30 min, or at 80 °C for 25 s\.$/],
    ['breast_milk', /at 62.5 °C for 30 min\.$/],
    [undefined, /at 66 °C for 30 min, or at 75 °C for 15 s\.$/],
  ] as const)('says what the middle of %p must have', (dairy, words) => {
    const found = reviewDairy(dairy, 82, 30);
    expect(found.map(({ code }) => code)).toEqual(['DAIRY_NOT_PASTEURIZED', 'TIME_BELOW_PASTEURIZATION']);
    expect(found[0]?.message).toMatch(words);
    expect(found[0]?.message).toMatch(/is not enough for the assumed 70 mm: .* Cook it for \d+ min/);
    expect(found[1]?.message).toBe('Cheese sauce at 82 °C for 30 min does not pasteurise its middle.');
  });

  it('refuses a bath that never brings the middle to the published temperature', () => {
    expect(reviewDairy('milk', 63, 5999)[0]?.message).toContain('No time is enough at 63 °C: set it hotter.');
    expect(reviewDairy('breast_milk', 62.5, 30)).toHaveLength(2);
    expect(reviewDairy('milk', 64, 600)).toEqual([]);
  });

  it('names it last where something else is stricter', () => {
    const codes = reviewDairy('milk', 60, 1, 'chicken with cheese sauce').map(({ code }) => code);
    expect(codes).toEqual(['TIME_BELOW_PASTEURIZATION', 'DAIRY_NOT_PASTEURIZED']);
  });
});
