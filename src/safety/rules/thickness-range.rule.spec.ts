import { makePlan } from '../../../test/support/plans.js';
import { millimetres } from '../../shared/units.js';
import { ThicknessRangeRule } from './thickness-range.rule.js';

const review = (thickness: number | undefined) =>
  new ThicknessRangeRule().review(
    makePlan({ thickness: thickness === undefined ? undefined : millimetres(thickness) }),
  );

describe('ThicknessRangeRule', () => {
  it.each([undefined, 5, 35, 150])('has nothing against %p', (thickness) => {
    expect(review(thickness)).toEqual([]);
  });

  it.each([4.99, 3.5, 0, -35, 150.01, 1500, NaN, Infinity, -Infinity])('refuses %d mm', (thickness) => {
    expect(review(thickness)).toEqual([
      {
        rule: 'thickness-range',
        code: 'THICKNESS_OUT_OF_RANGE',
        message: `A thickness of ${thickness} mm is outside 5 to 150 mm: tell the thickest point in millimetres.`,
        details: { field: 'thickness_mm', received: thickness, minimum: 5, maximum: 150 },
      },
    ]);
  });
});
