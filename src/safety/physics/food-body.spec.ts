import { millimetres } from '../../shared/units.js';
import { defaultMeatExponent, DIFFUSIVITY, START_TEMPERATURE } from './food-body.js';

describe('The constants of food', () => {
  it('are those that reproduce the published tables', () => {
    expect(DIFFUSIVITY).toEqual({
      poultry: 1.08e-7,
      meat: 1.11e-7,
      fish: 0.99e-7,
    });
    expect(START_TEMPERATURE).toEqual({ refrigerated: 5, room: 20, frozen: -18 });
  });
});

describe('The default shape exponent of meat', () => {
  it.each([
    [5, 0],
    [20, 0],
    [25, 0.07],
    [30, 0.14],
    [40, 0.28],
    [150, 0.28],
  ])('at %d mm is %d', (thickness, exponent) => {
    expect(defaultMeatExponent(millimetres(thickness))).toBeCloseTo(exponent, 12);
  });

  it('stays unknown for an unknown thickness', () => {
    expect(defaultMeatExponent(millimetres(NaN))).toBeNaN();
  });
});
