import fc from 'fast-check';
import { trials } from '../../../test/harness/soak.js';
import { celsius, millimetres, type Celsius } from '../../shared/units.js';
import { constantBath } from './constant-bath.js';
import { defaultMeatExponent, type FoodBody } from './food-body.js';
import { FATTY_FISH_ORGANISMS, MEAT_ORGANISMS, POULTRY_ORGANISMS, STRICT_ORGANISMS } from './lethality.js';
import { pasteurisationTime, type InactivationModel } from './inactivation-model.js';

/** Seconds in a constant bath until the core has every target. */
const timeIn = (
  body: FoodBody,
  bath: Celsius,
  pathogens: readonly InactivationModel[],
  fineness = 1,
): number => pasteurisationTime(constantBath(body, bath), pathogens, fineness);

const makeBody = (known: Partial<FoodBody> = {}): FoodBody => ({
  thickness: millimetres(35),
  shapeExponent: 0.28,
  diffusivity: 1.08e-7,
  conductivity: 0.48,
  heatTransfer: 95,
  start: celsius(5),
  ...known,
});

const thicknesses = fc.double({ min: 5, max: 150, noNaN: true }).map(millimetres);
const baths = fc.double({ min: 52.4, max: 100, noNaN: true }).map(celsius);
const exponents = fc.double({ min: 0, max: 2, noNaN: true });
const starts = fc.constantFrom(5, 20).map(celsius);
const organisms = fc.constantFrom(MEAT_ORGANISMS, POULTRY_ORGANISMS, FATTY_FISH_ORGANISMS, STRICT_ORGANISMS);
const bodies = fc
  .record({ thickness: thicknesses, shapeExponent: exponents, start: starts })
  .map((known) => makeBody(known));
/** What two integrations may differ by, as a share. */
const ROUNDING = 1 + 1e-6;
const CASES = trials(500, 10_000);

/** Decimal reductions in a cook of some length, added up in so many parts, each as hot as its beginning. */
function addedUp(body: FoodBody, bath: number, length: number, { rate }: InactivationModel): number {
  const [{ core }, parts] = [constantBath(body, celsius(bath)), 2000];
  let sum = 0;
  for (let part = 0; part < parts; part++) sum += (rate(core((length * part) / parts)) * length) / parts;
  return sum;
}

describe('The pasteurisation time', () => {
  it('of chicken at 65 °C is about 80 minutes at the assumed 35 mm, and 131 at 50 mm', () => {
    const needed = (thickness: number) =>
      timeIn(makeBody({ thickness: millimetres(thickness) }), celsius(65), POULTRY_ORGANISMS) / 60;
    expect(needed(35)).toBeGreaterThan(75);
    expect(needed(35)).toBeLessThan(81);
    expect(Math.ceil(needed(50))).toBe(131);
  });

  it('of a body too thin to matter is the plain holding time', () => {
    const sheet = makeBody({ thickness: millimetres(0.001) });
    const needed = timeIn(sheet, celsius(70), STRICT_ORGANISMS);
    expect(needed).toBeGreaterThan(120);
    expect(needed).toBeLessThan(120.1);
  });

  it('is when the core, followed step by step, has every target and not before', () => {
    fc.assert(
      fc.property(bodies, baths, organisms, (body, bath, killed) => {
        const needed = timeIn(body, bath, killed);
        const spare = (length: number) =>
          Math.min(...killed.map((one) => addedUp(body, bath, length, one) / one.target));
        expect(spare(needed * 1.01)).toBeGreaterThan(0.99);
        expect(spare(needed * 0.99)).toBeLessThan(1);
      }),
      { numRuns: 100 },
    );
  });

  it('changes by less than a thousandth of a per cent when the steps are refined', () => {
    fc.assert(
      fc.property(bodies, baths, organisms, (body, bath, killed) => {
        const fine = timeIn(body, bath, killed, 8);
        expect(Math.abs(timeIn(body, bath, killed) / fine - 1)).toBeLessThan(1e-5);
      }),
      trials(100, 500),
    );
  });

  it('is never longer in a hotter bath', () => {
    fc.assert(
      fc.property(bodies, baths, baths, organisms, (body, one, other, killed) => {
        const hotter = timeIn(body, celsius(Math.max(one, other)), killed);
        const cooler = timeIn(body, celsius(Math.min(one, other)), killed);
        expect(hotter).toBeLessThanOrEqual(cooler * ROUNDING);
      }),
      CASES,
    );
  });

  it('is never shorter for a thicker piece', () => {
    fc.assert(
      fc.property(bodies, thicknesses, baths, organisms, (body, thickness, bath, killed) => {
        const [one, other] = [body, { ...body, thickness }].map((piece) => timeIn(piece, bath, killed));
        const thicker = body.thickness > thickness ? one : other;
        expect(Math.max(one!, other!)).toBeLessThanOrEqual(thicker! * ROUNDING);
      }),
      CASES,
    );
  });

  it('is never shorter for a thicker piece of meat, whose assumed shape changes with it', () => {
    const needed = (thickness: number) => {
      const shapeExponent = defaultMeatExponent(millimetres(thickness));
      const piece = makeBody({ thickness: millimetres(thickness), shapeExponent });
      return timeIn(piece, celsius(60), MEAT_ORGANISMS);
    };
    const times = Array.from({ length: 146 }, (_, more) => needed(5 + more));
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  it('is never shorter for food that was colder', () => {
    fc.assert(
      fc.property(bodies, baths, organisms, (body, bath, killed) => {
        const [fridge, account] = [5, 20].map((start) =>
          timeIn({ ...body, start: celsius(start) }, bath, killed),
        );
        expect(account).toBeLessThanOrEqual(fridge! * ROUNDING);
      }),
      trials(200, 1000),
    );
  });

  it('is the longest over its organisms', () => {
    const each = MEAT_ORGANISMS.map((one) => timeIn(makeBody(), celsius(57), [one]));
    expect(timeIn(makeBody(), celsius(57), MEAT_ORGANISMS)).toBe(Math.max(...each));
    expect(Math.min(...each)).toBeLessThan(Math.max(...each));
  });

  it.each([40, 52.3, NaN])('has no end in a bath of %d °C', (bath) => {
    expect(timeIn(makeBody(), celsius(bath), MEAT_ORGANISMS)).toBe(Infinity);
  });

  it('has no end for food of an unknown temperature', () => {
    expect(timeIn(makeBody({ start: celsius(NaN) }), celsius(65), MEAT_ORGANISMS)).toBe(Infinity);
  });

  it('is refused for a body of no size, and when there is nothing to kill', () => {
    const nothing = makeBody({ thickness: millimetres(0) });
    expect(() => timeIn(nothing, celsius(65), MEAT_ORGANISMS)).toThrow(RangeError);
    expect(() => timeIn(makeBody(), celsius(65), [])).toThrow(RangeError);
  });
});
