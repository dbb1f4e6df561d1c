import type { Shape } from '../cook-plan.js';

/**
 * How strongly heat converges on the core of a shape: β in the conduction equation, where the area that heat
 * crosses at depth r grows with r^β. The portion stands for a 2:3:5 brick.
 * Source: Baldwin, IJGFS 1 (2012) 15-30.
 */
export const SHAPE_EXPONENT: Readonly<Record<Shape, number>> = {
  slab: 0,
  portion: 0.28,
  cylinder: 1,
  cube: 1.25,
  sphere: 2,
};
