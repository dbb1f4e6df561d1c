import fc from 'fast-check';
import type { FoodBody } from '../../src/safety/physics/food-body.js';
import { SHAPE_EXPONENT } from '../../src/safety/physics/shape.js';
import { celsius, millimetres } from '../../src/shared/units.js';

/** A piece of meat from the refrigerator. @param thickness in mm */
export const aBody = (thickness: number): FoodBody => ({
  thickness: millimetres(thickness),
  shapeExponent: SHAPE_EXPONENT.portion,
  diffusivity: 1.11e-7,
  conductivity: 0.48,
  heatTransfer: 95,
  start: celsius(5),
});

/** Any piece of any food from 5 mm on. @param thickest in mm */
export const anyBody = (thickest: number): fc.Arbitrary<FoodBody> =>
  fc.record({
    thickness: fc.double({ min: 5, max: thickest, noNaN: true }).map(millimetres),
    shapeExponent: fc.double({ min: 0, max: 2, noNaN: true }),
    diffusivity: fc.double({ min: 0.99e-7, max: 1.4e-7, noNaN: true }),
    conductivity: fc.double({ min: 0.45, max: 0.5, noNaN: true }),
    heatTransfer: fc.double({ min: 60, max: 160, noNaN: true }),
    start: fc.double({ min: 0, max: 25, noNaN: true }).map(celsius),
  });
