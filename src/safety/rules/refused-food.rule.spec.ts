import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { RefusedFoodRule } from './refused-food.rules.js';

const { foods } = makeSafety();
const review = (food: string | undefined) =>
  new RefusedFoodRule().review(makePlan({ food }), foods.understand(food));

describe('RefusedFoodRule', () => {
  it.each([
    'kidney beans',
    'cannellini',
    'broad beans',
    'dried beans',
    'un-boiled kidney beans',
    'chili con carne with kidney beans',
    'carrots and lentils',
  ])('refuses %s in any bath', (food) => {
    expect(review(food)).toMatchObject([
      {
        rule: 'refused-food',
        code: 'TOXIN_NEEDS_BOILING',
        details: { field: 'food_type', received: food },
      },
    ]);
  });

  it('says what is wrong and why', () => {
    expect(review('kidney beans')[0]?.message).toMatch(
      /^Kidney beans cannot be made safe in a water bath\. Raw beans may hold a toxin, .* kidney beans hold the most\. Soak them for 5 h and boil them for 30 min/,
    );
  });

  it.each(['lentils', 'Linsen', 'chickpeas', 'pois chiches'])('says of %s what is true of it', (food) => {
    expect(review(food)[0]?.message).toMatch(/No published source clears raw lentils, chickpeas or peas/);
  });

  it.each(['boiled kidney beans', 'canned cannellini', 'green beans', 'chicken', 'zorblax', '', undefined])(
    'has nothing against %p',
    (food) => {
      expect(review(food)).toEqual([]);
    },
  );

  it('speaks of a food without a name where the name cannot be shown', () => {
    const unnamed = { ...foods.understand('kidney beans'), name: undefined };
    expect(new RefusedFoodRule().review(makePlan(), unnamed)[0]?.message).toMatch(
      /^An unnamed food cannot be made safe in a water bath\. Raw beans may hold/,
    );
  });

  it('refuses a poison at any setting, and names it first', () => {
    const poison = { reason: 'False morels hold gyromitrin, which heat does not destroy.', source: 'A book' };
    const food = foods.understand('kidney beans');
    const found = new RefusedFoodRule().review(makePlan(), { ...food, facts: { ...food.facts, poison } });
    expect(found[0]).toEqual({
      rule: 'refused-food',
      code: 'POISONOUS',
      message: `Kidney beans cannot be made safe at any setting: the poison stays. ${poison.reason}`,
      details: { field: 'food_type', received: 'kidney beans' },
    });
    expect(found[1]?.code).toBe('TOXIN_NEEDS_BOILING');
  });
});
