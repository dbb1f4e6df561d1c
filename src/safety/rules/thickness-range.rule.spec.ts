import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { millimetres } from '../../shared/units.js';
import { NO_FACTS, type NameFacts } from '../foods/food.js';
import { asNamed } from '../named-plan.js';
import { ThicknessRangeRule } from './thickness.rules.js';

const chicken = makeSafety().foods.understand('chicken');
function review(thickness: number | undefined, facts: Partial<NameFacts> = {}) {
  const food = { ...chicken, facts: { ...NO_FACTS, ...facts } };
  const plan = makePlan({ thickness: thickness === undefined ? undefined : millimetres(thickness) });
  return new ThicknessRangeRule().review(asNamed(plan, food), food);
}
const inWords = (thickness: number) => ({
  statedThickness: { thickness: millimetres(thickness), words: 'so thick' },
});

describe('ThicknessRangeRule', () => {
  it.each([undefined, 5, 35, 150])('has nothing against %p', (thickness) => {
    expect(review(thickness)).toEqual([]);
    expect(review(thickness, inWords(150))).toEqual([]);
  });

  it.each([
    [4.99, ' 4.99 cm would be 50 mm, 4.99 inches would be 127 mm.'],
    [3.5, ' 3.5 cm would be 35 mm, 3.5 inches would be 89 mm.'],
    [0.4, ' 0.4 inches would be 10 mm.'],
    [1, ' 1 cm would be 10 mm, 1 inch would be 25 mm.'],
    [0, ''],
    [-35, ''],
    [NaN, ''],
    [-Infinity, ''],
  ])('refuses %d mm, and names what is allowed', (thickness, hint) => {
    expect(review(thickness)).toEqual([
      {
        rule: 'thickness-range',
        code: 'THICKNESS_OUT_OF_RANGE',
        message: `A thickness of ${thickness} mm is outside 5 to 150 mm: send the thickest point in millimetres.${hint}`,
        details: { field: 'thickness_mm', received: thickness, minimum: 5, maximum: 150 },
      },
    ]);
  });

  it('takes for a slip only what such a piece can be', () => {
    const plausible = { thinnest: millimetres(60), thickest: millimetres(150), source: 'A book' };
    expect(review(4, { plausible })[0]?.message).toMatch(/millimetres\. 4 inches would be 102 mm\.$/);
  });

  it.each([150.01, 200, 1500, Infinity])('refuses %d mm as too large', (thickness) => {
    expect(review(thickness)).toEqual([
      {
        rule: 'thickness-range',
        code: 'PIECE_TOO_LARGE',
        message: `Chicken of ${thickness} mm is too large: heat takes too long to the middle of a piece of more than 150 mm. Joint it, or cut it into thinner pieces.`,
        details: { field: 'thickness_mm', received: thickness, maximum: 150 },
      },
    ]);
  });

  it('refuses a piece that is too large in words, even when the field allows it', () => {
    for (const sent of [undefined, 35, 150])
      expect(review(sent, inWords(151))).toMatchObject([
        { code: 'PIECE_TOO_LARGE', details: { received: 151 } },
      ]);
  });
});
