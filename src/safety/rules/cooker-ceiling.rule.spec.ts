import { makePlan } from '../../../test/harness/plans.js';
import { celsius } from '../../shared/units.js';
import { CookerCeilingRule } from './temperature.rules.js';

const review = (target: number, cookerType: string | undefined) =>
  new CookerCeilingRule().review(makePlan({ target: celsius(target), cookerType }));

describe('CookerCeilingRule', () => {
  it.each([
    ['a4', 92],
    ['a5', 95],
    ['a6', 92],
    ['a7', 95],
    ['a8', 95],
    ['a9', 95],
    ['pro', 92],
    ['a type of the future', 95],
    ['constructor', 95],
    ['', 95],
    [undefined, 95],
  ])('lets %j go to %d °C and no further', (type, ceiling) => {
    expect(review(ceiling, type)).toEqual([]);
    expect(review(ceiling + 0.1, type)).toEqual([
      {
        rule: 'cooker-ceiling',
        code: 'TEMPERATURE_TOO_HIGH',
        message: `${ceiling + 0.1} °C is more than this cooker can hold: set at most ${ceiling} °C.`,
        details: { field: 'temperature_celsius', received: ceiling + 0.1, maximum: ceiling },
      },
    ]);
  });

  it.each([NaN, Infinity])('refuses %d °C', (target) => {
    expect(review(target, 'a7')).toHaveLength(1);
  });

  it('leaves what is too cold to other rules', () => {
    expect(review(-Infinity, 'a7')).toEqual([]);
  });
});
