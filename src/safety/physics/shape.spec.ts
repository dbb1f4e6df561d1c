import { SHAPES } from '../cook-plan.js';
import { SHAPE_EXPONENT, SQUARE_CYLINDER_EXPONENT } from './shape.js';

describe('The shape exponent', () => {
  it('grows from the slab to the sphere, in the order in which shapes are named', () => {
    expect(SHAPES.map((shape) => SHAPE_EXPONENT[shape])).toEqual([0, 0.28, 1, 1.25, 2]);
  });

  it('puts the square cylinder between the portion and the long cylinder', () => {
    expect(SQUARE_CYLINDER_EXPONENT).toBe(0.7);
  });
});
