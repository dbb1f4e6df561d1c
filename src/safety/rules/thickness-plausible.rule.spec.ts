import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { millimetres } from '../../shared/units.js';
import { NO_FACTS, type NameFacts } from '../foods/food.js';
import { asNamed } from '../named-plan.js';
import { ThicknessPlausibleRule } from './thickness.rules.js';

const bird = makeSafety().foods.understand('whole chicken');
const facts: NameFacts = {
  ...NO_FACTS,
  plausible: { thinnest: millimetres(60), thickest: millimetres(120), source: 'A book' },
};
const food = { ...bird, facts };
const review = (thickness: number | undefined, judged = food) =>
  new ThicknessPlausibleRule().review(
    asNamed(makePlan({ thickness: thickness === undefined ? undefined : millimetres(thickness) }), judged),
    judged,
  );

describe('ThicknessPlausibleRule', () => {
  it('suggests centimetres in place of millimetres', () => {
    expect(review(8)).toEqual([
      {
        rule: 'thickness-plausible',
        code: 'THICKNESS_IMPLAUSIBLE',
        message:
          'Whole chicken of 8 mm: there is no such piece. Its thickest point is 60 to 120 mm. 8 cm would be 80 mm.',
        details: { field: 'thickness_mm', received: 8, minimum: 60, maximum: 120 },
      },
    ]);
  });

  it.each([
    [5, ' 120 mm.'],
    [7.5, ' 7.5 cm would be 75 mm.'],
    [12, ' 12 cm would be 120 mm.'],
    [12.1, ' 120 mm.'],
    [59.9, ' 120 mm.'],
    [121, ' 120 mm.'],
  ])('refuses %d mm and ends with%s', (thickness, end) => {
    expect(review(thickness)[0]?.message.endsWith(end)).toBe(true);
  });

  it.each([60, 80, 120])('has nothing against %d mm', (thickness) => {
    expect(review(thickness)).toEqual([]);
  });

  it.each([undefined, 4.9, 150.1, NaN])('leaves %p to other rules', (thickness) => {
    expect(review(thickness)).toEqual([]);
  });

  it('says nothing where it does not know how thick such a piece can be', () => {
    expect(review(8, { ...food, facts: NO_FACTS })).toEqual([]);
  });

  it('judges the thickness that was sent, and not that of the name', () => {
    const statedThickness = { thickness: millimetres(80), words: '8 cm thick' };
    expect(review(8, { ...food, facts: { ...facts, statedThickness } })).toHaveLength(1);
    expect(review(undefined, { ...food, facts: { ...facts, statedThickness } })).toEqual([]);
  });
});
