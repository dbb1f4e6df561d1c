import { SHAPES } from '../cook-plan.js';
import { SHAPE_EXPONENT } from './shape.js';

describe('The shape exponent', () => {
  it('grows from the slab to the sphere, in the order in which shapes are named', () => {
    expect(SHAPES.map((shape) => SHAPE_EXPONENT[shape])).toEqual([0, 0.28, 1, 1.25, 2]);
  });
});
