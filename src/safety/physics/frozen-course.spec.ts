import fc from 'fast-check';
import { celsius, millimetres } from '../../shared/units.js';
import { constantBath, timeUntil } from './constant-bath.js';
import { pasteurisationTime } from './inactivation-model.js';
import type { FoodBody } from './food-body.js';
import { FrozenFood } from './frozen.js';
import { frozenCourse } from './frozen-course.js';
import { MEAT_ORGANISMS, POULTRY_ORGANISMS } from './lethality.js';

const bodies: fc.Arbitrary<FoodBody> = fc.record({
  thickness: fc.double({ min: 5, max: 150, noNaN: true }).map(millimetres),
  shapeExponent: fc.constantFrom(0, 0.28, 1, 1.25, 2),
  diffusivity: fc.constantFrom(0.99e-7, 1.08e-7, 1.11e-7),
  conductivity: fc.constant(0.48),
  heatTransfer: fc.constant(95),
  start: fc.constant(celsius(-18)),
});
const baths = fc.double({ min: 56, max: 95, noNaN: true }).map(celsius);

/** Minutes until the core is at a temperature, by shells as fine as those of the monitor. */
function minutesUntil(body: FoodBody, bath: number, wanted: number): number {
  const food = new FrozenFood(body);
  const step = (body.thickness / 35) ** 2 * 10;
  for (let time = step; ; time += step) {
    const before = food.core;
    food.advance(step, bath);
    if (food.core >= wanted) return (time - (step * (food.core - wanted)) / (food.core - before)) / 60;
  }
}

describe('The course of frozen food', () => {
  it('reaches every temperature when the fine shells do', () => {
    fc.assert(
      fc.property(bodies, baths, fc.constantFrom(5, 52.3, 54.4), (body, bath, wanted) => {
        const exact = minutesUntil(body, bath, wanted);
        const found = timeUntil(frozenCourse(body, bath), celsius(wanted)) / 60;
        expect(Math.abs(found / exact - 1)).toBeLessThan(0.015);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('never falls, and stays between the freezer and the bath', () => {
    fc.assert(
      fc.property(bodies, baths, (body, bath) => {
        const { core, timeConstant } = frozenCourse(body, bath);
        let before = -18;
        for (let at = 0; at < 20 * timeConstant; at += timeConstant / 7) {
          expect(core(at)).toBeGreaterThanOrEqual(before);
          before = core(at);
        }
        expect(before).toBeLessThanOrEqual(bath);
        expect(bath - before).toBeLessThan(0.05);
      }),
      { numRuns: 40 },
    );
  });

  it('needs longer for pasteurisation than the same food from the fridge', () => {
    fc.assert(
      fc.property(
        bodies,
        baths,
        fc.constantFrom(MEAT_ORGANISMS, POULTRY_ORGANISMS),
        (body, bath, pathogens) => {
          const frozen = pasteurisationTime(frozenCourse(body, bath), pathogens);
          const fresh = pasteurisationTime(constantBath({ ...body, start: celsius(5) }, bath), pathogens);
          expect(frozen).toBeGreaterThan(fresh);
          expect(frozen).toBeLessThan(Infinity);
        },
      ),
      { numRuns: 100 },
    );
  });
});
