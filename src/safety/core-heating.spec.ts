import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { celsius, millimetres } from '../shared/units.js';
import { SHAPES, START_STATES, type CookPlan } from './cook-plan.js';
import { CoreHeating } from './pasteurisation.js';
import { constantBath } from './physics/constant-bath.js';
import { frozenCourse } from './physics/frozen-course.js';
import { thermalNeedOf } from './thermal-need.js';

const { foods } = makeSafety();

function heatingOf(known: Partial<CookPlan>): CoreHeating {
  const plan = makePlan(known);
  const food = foods.understand(plan.food);
  return new CoreHeating(plan, food, thermalNeedOf(food, foods.fsis));
}
const exponentOf = (known: Partial<CookPlan>, thickness = 30) =>
  heatingOf(known).body(millimetres(thickness)).shapeExponent;
const at65 = celsius(65);

describe('The body of a food', () => {
  it('has the diffusivity of its kind, and the conduction and the bath of any food', () => {
    expect(heatingOf({}).body(millimetres(50))).toEqual({
      thickness: 50,
      shapeExponent: 0.28,
      diffusivity: 1.08e-7,
      conductivity: 0.48,
      heatTransfer: 95,
      start: 5,
    });
    expect(heatingOf({ food: 'salmon' }).body(millimetres(50)).diffusivity).toBe(0.99e-7);
  });

  it.each([
    ['refrigerated', 5],
    ['room', 20],
    ['frozen', -18],
  ] as const)('starts %s at %d °C', (startState, start) => {
    expect(heatingOf({ startState }).body(millimetres(50)).start).toBe(start);
  });

  it.each([
    ['slab', 0],
    ['portion', 0.28],
    ['cylinder', 1],
    ['cube', 1.25],
    ['sphere', 2],
  ] as const)('has the shape that was sent: a %s', (shape, exponent) => {
    for (const food of ['chicken', 'beef', 'burger', 'egg'])
      expect(exponentOf({ food, shape })).toBe(exponent);
    expect(SHAPES).toContain(shape);
  });

  it.each([
    ['chicken', 0.28],
    ['beef', 0.14],
    ['burger', 0],
    ['sausage', 1],
    ['egg', 2],
  ])('has the usual shape of %s when none was sent', (food, exponent) => {
    expect(exponentOf({ food })).toBeCloseTo(exponent, 12);
  });

  it('is flatter the thinner it is, where that is how meat is cut', () => {
    expect([20, 40, 60].map((thickness) => exponentOf({ food: 'beef' }, thickness))).toEqual([0, 0.28, 0.28]);
  });
});

describe('CoreHeating', () => {
  it.each(START_STATES)('follows the core of food that comes %s', (startState) => {
    const heating = heatingOf({ startState });
    const body = heating.body(millimetres(35));
    const course = heating.course(at65, millimetres(35));
    const expected = startState === 'frozen' ? frozenCourse(body, at65) : constantBath(body, at65);
    expect(course.bath).toBe(65);
    for (const time of [0, 600, 3600, 7200]) expect(course.core(time)).toBe(expected.core(time));
  });

  it('works out each course once, and takes none for another', () => {
    const heating = heatingOf({});
    const course = heating.course(at65, millimetres(35));
    expect(heating.course(at65, millimetres(35))).toBe(course);
    const [thicker, hotter] = [
      heating.course(at65, millimetres(36)),
      heating.course(celsius(66), millimetres(35)),
    ];
    expect(thicker.core(3600)).toBeLessThan(course.core(3600));
    expect(hotter.core(3600)).toBeGreaterThan(course.core(3600));
    // 6 mm in 55 °C and 56 mm in 5 °C would be equal if their numbers were only concatenated.
    expect(heating.course(celsius(65), millimetres(5)).bath).not.toBe(
      heating.course(celsius(6), millimetres(55)).bath,
    );
  });
});
