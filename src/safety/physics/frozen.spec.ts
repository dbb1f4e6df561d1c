import fc from 'fast-check';
import { figureIn, readTable, wordIn, type TableRow } from '../../../test/harness/tables.js';
import { celsius, millimetres } from '../../shared/units.js';
import { HeatedFood, SHELLS } from './finite-volumes.js';
import type { FoodBody } from './food-body.js';
import { FREEZING_POINT, FrozenFood, THAWING_HEAT } from './frozen.js';
import { SHAPE_EXPONENT } from './shape.js';

const CAPACITY = 4.08e6;
const BODY: FoodBody = {
  thickness: millimetres(30),
  shapeExponent: SHAPE_EXPONENT.portion,
  diffusivity: 0.48 / CAPACITY,
  conductivity: 0.48,
  heatTransfer: 95,
  start: celsius(-18),
};
const FRESH = { start: celsius(5) };
const bodies: fc.Arbitrary<FoodBody> = fc.record({
  thickness: fc.double({ min: 5, max: 150, noNaN: true }).map(millimetres),
  shapeExponent: fc.double({ min: 0, max: 2, noNaN: true }),
  diffusivity: fc.double({ min: 0.99e-7, max: 1.4e-7, noNaN: true }),
  conductivity: fc.constant(0.48),
  heatTransfer: fc.double({ min: 60, max: 160, noNaN: true }),
  start: fc.constant(celsius(-18)),
});
const stay = fc.record({
  minutes: fc.integer({ min: 1, max: 30 }),
  bath: fc.double({ min: 40, max: 95, noNaN: true }),
});
const stays = fc.array(stay, { minLength: 1, maxLength: 6 });

function minutesUntil(food: HeatedFood, bath: number, wanted: number): number {
  for (let time = 15; ; time += 15) {
    const before = food.core;
    food.advance(15, bath);
    if (food.core >= wanted) return (time - (15 * (food.core - wanted)) / (food.core - before)) / 60;
  }
}

const EXPONENTS = new Map([
  ['slab', SHAPE_EXPONENT.slab],
  // As long as it is wide. Source: Baldwin, IJGFS 1 (2012) 15-30.
  ['cylinder', 0.7],
  ['sphere', SHAPE_EXPONENT.cube],
]);
const cell = (row: TableRow) => [`${wordIn(row, 'shape')} ${wordIn(row, 'thickness_mm')} mm`, row] as const;

describe('The figures of freezing', () => {
  it('are the published ones', () => {
    expect([FREEZING_POINT, THAWING_HEAT]).toEqual([-1.5, 2.66e8]);
  });
});

describe('FrozenFood', () => {
  it('waits at the freezing point while it melts', () => {
    const food = new FrozenFood(BODY);
    expect(food.core).toBeCloseTo(-18, 9);
    const frozen = minutesUntil(food.copy(), 60, FREEZING_POINT - 0.05);
    const thawed = minutesUntil(food.copy(), 60, FREEZING_POINT + 0.05);
    expect(thawed).toBeGreaterThan(1.5 * frozen);
  });

  it('takes in the heat of warming the ice, melting it and warming the food', () => {
    const food = new FrozenFood(BODY);
    expect(food.meanHeat).toBeCloseTo(FREEZING_POINT - THAWING_HEAT / CAPACITY, 9);
    food.advance(24 * 3600, 60);
    expect(food.meanHeat).toBeCloseTo(60, 6);
  });

  it('holds the heat that came in through its surface', () => {
    fc.assert(
      fc.property(bodies, stay, (body, { minutes, bath }) => {
        const food = new FrozenFood(body);
        const radius = body.thickness / 2000;
        const resistance = radius / SHELLS / 2 / body.conductivity + 1 / body.heatTransfer;
        const degreesPerHeat = ((body.shapeExponent + 1) * body.diffusivity) / (body.conductivity * radius);
        const inflow = () => ((bath - food.rim) / resistance) * degreesPerHeat;
        const first = food.meanHeat;
        let gained = 0;
        for (let time = 0; time < minutes * 60; time += 0.25) {
          const before = inflow();
          food.advance(0.25, bath);
          gained += (0.25 * (before + inflow())) / 2;
        }
        expect(Math.abs(food.meanHeat - first - gained)).toBeLessThan(0.005 * gained + 0.005);
      }),
      { numRuns: 4 },
    );
  }, 30_000);

  it('keeps its core between the coldest and the hottest it has met, and never ahead of fresh food', () => {
    fc.assert(
      fc.property(bodies, stays, (body, baths) => {
        const [food, fresh] = [new FrozenFood(body), new HeatedFood({ ...body, ...FRESH })];
        const hottest = Math.max(...baths.map(({ bath }) => bath));
        for (const { minutes, bath } of baths) {
          food.advance(minutes * 60, bath);
          fresh.advance(minutes * 60, bath);
          expect(food.core).toBeGreaterThan(-18.001);
          expect(food.core).toBeLessThan(hottest + 0.001);
          expect(food.core).toBeLessThanOrEqual(fresh.core + 1e-6);
        }
      }),
      { numRuns: 30 },
    );
  }, 30_000);

  it('behaves as other food when it was never frozen', () => {
    const [food, fresh] = [new FrozenFood({ ...BODY, ...FRESH }), new HeatedFood({ ...BODY, ...FRESH })];
    for (const bath of [60, 4, 70]) {
      food.advance(500, bath);
      fresh.advance(500, bath);
      expect(food.core).toBeCloseTo(fresh.core, 9);
    }
  });

  it('freezes again as it thawed, and goes on from a copy', () => {
    const food = new FrozenFood(BODY);
    food.advance(1500, 60);
    const ahead = food.copy();
    ahead.advance(20 * 3600, -18);
    expect(ahead.core).toBeCloseTo(-18, 3);
    food.advance(20 * 3600, 60);
    expect(food.core).toBeCloseTo(60, 3);
  });

  it.each([
    [5, 0],
    [30, 0.28],
    [60, 2],
    [100, 1.25],
  ])('changes the time of %d mm at β %d by less than 0.1 % with finer shells and steps', (thickness, β) => {
    const body = { ...BODY, thickness: millimetres(thickness), shapeExponent: β };
    const time = minutesUntil(new FrozenFood(body), 60, 59.5);
    expect(Math.abs(minutesUntil(new FrozenFood(body, 2 * SHELLS), 60, 59.5) / time - 1)).toBeLessThan(0.001);
  });
});

describe("Baldwin's heating table from the freezer", () => {
  const rows = readTable('baldwin-heating').filter((row) => wordIn(row, 'state') === 'frozen');

  // A cell stands for anything from a step below it to half a step above, since some are rounded up and some to the
  // nearest. On top of that the model is up to 3 % slow and never fast: ice is given no better conductivity than food.
  it.each(rows.map(cell))('gives %s the printed time, or a little more', (_name, row) => {
    const [printed, step] = [figureIn(row, 'printed_min'), figureIn(row, 'step_min')];
    const [thickness, shapeExponent] = [figureIn(row, 'thickness_mm'), EXPONENTS.get(wordIn(row, 'shape'))!];
    const food = new FrozenFood({ ...BODY, thickness: millimetres(thickness), shapeExponent });
    const minutes = minutesUntil(food, 52, 51.5);
    expect(minutes).toBeGreaterThan(printed - step);
    expect(minutes).toBeLessThan((printed + step / 2) * 1.03);
  });

  it('has all its cells', () => {
    expect(rows).toHaveLength(32);
  });
});
