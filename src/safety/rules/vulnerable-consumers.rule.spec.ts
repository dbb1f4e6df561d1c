import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { celsius, minutes } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import { NO_FACTS, type NameFacts } from '../foods/food.js';
import { Forecast } from '../forecast.js';
import { asNamed } from '../named-plan.js';
import { thermalNeedOf } from '../thermal-need.js';
import { VulnerableConsumersRule } from './pasteurization.rules.js';

const { foods } = makeSafety();
const rule = new VulnerableConsumersRule();

function review(known: Partial<CookPlan>) {
  const plan = makePlan({ vulnerableConsumers: true, ...known });
  const food = foods.understand(plan.food);
  return rule.review(plan, food, Forecast.of(plan, food, thermalNeedOf(food, foods.fsis)));
}
const codesAt = (food: string, target: number, hold: number) =>
  review({ food, target: celsius(target), hold: minutes(hold) }).map(({ code }) => code);

describe('VulnerableConsumersRule', () => {
  it('refuses a steak that is not pasteurised for them, and names a setting that would be', () => {
    const steak = { food: 'beef steak', target: celsius(54.5) };
    expect(review({ ...steak, hold: minutes(314) })).toEqual([]);
    expect(review({ ...steak, hold: minutes(313) })).toEqual([
      {
        rule: 'vulnerable-consumers',
        code: 'VULNERABLE_CONSUMER',
        message:
          'Beef steak at 54.5 °C for 313 min is not pasteurised for someone pregnant, very young, old or with a weak immune system. At 54.5 °C and 30 mm it takes 314 min for them.',
        details: { field: 'vulnerable_consumers', received: true, minimum_minutes: 314 },
      },
    ]);
  });

  it('says so where no time is enough for them', () => {
    const [finding] = review({ food: 'salmon', target: celsius(45), hold: minutes(40) });
    expect(finding?.message).toMatch(/At 45 °C no time is enough for them: set it hotter\.$/);
    expect(finding?.details).toEqual({ field: 'vulnerable_consumers', received: true });
  });

  it('refuses chicken that is pasteurised for most only, and leaves to another rule what is for no one', () => {
    expect(codesAt('chicken', 65, 80)).toEqual([]);
    expect(codesAt('chicken', 65, 81)).toEqual(['VULNERABLE_CONSUMER']);
    expect(codesAt('chicken', 65, 83)).toEqual(['VULNERABLE_CONSUMER']);
    expect(codesAt('chicken', 65, 84)).toEqual([]);
  });

  it.each([
    [57, 75],
    [59.9, 75],
    [60, 75],
    [62, 73],
    [75, 35],
  ])('takes an egg at %d °C from %d min on', (target, hold) => {
    expect(codesAt('egg', target, hold)).toEqual([]);
    expect(codesAt('egg', target, hold - 1)).toEqual(['EGG_UNPASTEURIZED', 'VULNERABLE_CONSUMER']);
  });

  it('refuses an egg below 57 °C for any time', () => {
    expect(codesAt('egg', 56.9, 240)).toEqual(['EGG_UNPASTEURIZED', 'VULNERABLE_CONSUMER']);
  });

  it('leaves a bath below the floor to the rule of floors', () => {
    expect(codesAt('beef steak', 51.9, 60)).toEqual([]);
    expect(codesAt('beef steak', 52, 60)).toEqual(['VULNERABLE_CONSUMER']);
  });

  it('has no finding for other eaters, for carrots, nor for a food without a model', () => {
    expect(review({ vulnerableConsumers: false, food: 'salmon', hold: minutes(1) })).toEqual([]);
    expect(codesAt('carrots', 85, 1)).toEqual([]);
    const plan = makePlan({ vulnerableConsumers: true, hold: minutes(1) });
    expect(rule.review(plan, foods.understand('beef'), undefined)).toEqual([]);
  });
});

describe('VulnerableConsumersRule and the words of a name', () => {
  function reviewWith(facts: Partial<NameFacts>, known: Partial<CookPlan>) {
    const food = { ...foods.understand(known.food), facts: { ...NO_FACTS, ...facts } };
    const plan = asNamed(makePlan(known), food);
    return rule.review(plan, food, Forecast.of(plan, food, thermalNeedOf(food, foods.fsis)));
  }

  it('believes them, also against the field, and says so', () => {
    const steak = { food: 'beef steak', target: celsius(55), hold: minutes(120) };
    const [found] = reviewWith({ vulnerable: 'pregnant wife' }, { ...steak, vulnerableConsumers: false });
    expect(found?.code).toBe('VULNERABLE_CONSUMER');
    expect(found?.message).toMatch(
      / it takes 279 min for them\. Judged for someone who falls ill easily, because the name says “pregnant wife”\.$/,
    );
    const [asked] = reviewWith({}, { ...steak, vulnerableConsumers: true });
    expect(asked?.message).toMatch(/ it takes 279 min for them\.$/);
  });

  it('takes no egg but one of a hen, in any bath', () => {
    for (const target of [57, 65, 95]) {
      const duck = { food: 'egg', target: celsius(target), hold: minutes(240), vulnerableConsumers: true };
      const found = reviewWith({ hensEgg: false }, duck);
      expect(found.map(({ code }) => code)).toEqual(['EGG_UNPASTEURIZED', 'VULNERABLE_CONSUMER']);
      expect(found[0]?.message).toMatch(
        /published for hens' eggs of the usual sizes only: boil it hard instead\.$/,
      );
    }
  });
});
