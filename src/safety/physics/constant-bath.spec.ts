import fc from 'fast-check';
import { trials } from '../../../test/harness/soak.js';
import { celsius, millimetres } from '../../shared/units.js';
import { constantBath } from './constant-bath.js';
import type { FoodBody } from './food-body.js';

const makeBody = (known: Partial<FoodBody> = {}): FoodBody => ({
  thickness: millimetres(40),
  shapeExponent: 0.28,
  diffusivity: 1.11e-7,
  conductivity: 0.48,
  heatTransfer: 95,
  start: celsius(5),
  ...known,
});

/** A body of this Biot number: R = 20 mm. */
const bodyOfBiot = (biot: number, shapeExponent: number): FoodBody =>
  makeBody({ shapeExponent, conductivity: 1, heatTransfer: biot * 50 });

/** What is left of the difference to the bath at a Fourier number. */
function missingAt(body: FoodBody, fourier: number): number {
  const { core } = constantBath({ ...body, start: celsius(0) }, celsius(1));
  return 1 - core((fourier * (body.thickness / 2000) ** 2) / body.diffusivity);
}

/** The known roots of λ tan λ = Bi, by halving; a slab has one in each ((n − 1)π, (n − ½)π). */
function slabRoot(biot: number, n: number): number {
  let [low, high] = [n * Math.PI, (n + 0.5) * Math.PI];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (middle * Math.sin(middle) < biot * Math.cos(middle) === (n % 2 === 0)) low = middle;
    else high = middle;
  }
  return low;
}

const slabMissing = (biot: number, fourier: number): number =>
  Array.from({ length: 40 }, (_, n) => slabRoot(biot, n))
    .map((root) => [root, Math.sin(root)] as const)
    .reduce(
      (sum, [root, sine]) =>
        sum + ((2 * sine) / (root + sine * Math.cos(root))) * Math.exp(-root * root * fourier),
      0,
    );

const shapes = fc.double({ min: 0, max: 2, noNaN: true });
const biots = fc.double({ min: 0.05, max: 50, noNaN: true });

describe('The core in a constant bath', () => {
  it('is at the start temperature when the food goes in, and at that of the bath in the end', () => {
    const { core } = constantBath(makeBody(), celsius(60));
    expect(core(0)).toBe(5);
    expect(core(24 * 3600)).toBeCloseTo(60, 9);
  });

  it.each([
    { shape: 'slab', exponent: 0, root: 0.8603, weight: 1.1191 },
    { shape: 'long cylinder', exponent: 1, root: 1.2558, weight: 1.2071 },
    { shape: 'sphere', exponent: 2, root: 1.5708, weight: 1.2732 },
  ])('follows the textbook one-term solution of a $shape at Biot 1', ({ exponent, root, weight }) => {
    const body = bodyOfBiot(1, exponent);
    expect(missingAt(body, 1)).toBeCloseTo(weight * Math.exp(-root * root), 3);
    expect(missingAt(body, 0.5)).toBeCloseTo(weight * Math.exp(-root * root * 0.5), 3);
  });

  it('gives the time constant of the slowest term', () => {
    const { timeConstant } = constantBath(bodyOfBiot(1, 2), celsius(60));
    expect(timeConstant).toBeCloseTo(0.02 ** 2 / 1.11e-7 / (Math.PI / 2) ** 2, 6);
  });

  it('equals the series of cosines for a slab', () => {
    fc.assert(
      fc.property(biots, fc.double({ min: 0.0101, max: 3, noNaN: true }), (biot, fourier) => {
        expect(Math.abs(missingAt(bodyOfBiot(biot, 0), fourier) - slabMissing(biot, fourier))).toBeLessThan(
          1e-8,
        );
      }),
      trials(60, 300),
    );
  });

  it('misses no term of any shape: just as heat sets out for the core, the terms add up to the whole', () => {
    fc.assert(
      fc.property(shapes, biots, (shape, biot) => {
        expect(Math.abs(missingAt(bodyOfBiot(biot, shape), 0.0101) - 1)).toBeLessThan(1e-8);
      }),
      trials(200, 1000),
    );
  });

  it('only ever warms up in a hotter bath, without overshooting', () => {
    const fouriers = fc.double({ min: 0, max: 5, noNaN: true });
    fc.assert(
      fc.property(shapes, biots, fouriers, fouriers, (shape, biot, one, other) => {
        const body = bodyOfBiot(biot, shape);
        const [early, late] = [missingAt(body, Math.min(one, other)), missingAt(body, Math.max(one, other))];
        expect(late).toBeLessThanOrEqual(early + 1e-8);
        expect(late).toBeGreaterThanOrEqual(0);
        expect(early).toBeLessThan(1 + 1e-8);
      }),
      trials(200, 1000),
    );
  });

  it.each([
    { thickness: millimetres(0) },
    { thickness: millimetres(NaN) },
    { diffusivity: Infinity },
    { conductivity: 0 },
    { heatTransfer: -95 },
    { shapeExponent: -0.1 },
    { shapeExponent: 2.1 },
    { shapeExponent: NaN },
  ])('is refused for a body of %p', (known) => {
    expect(() => constantBath(makeBody(known), celsius(60))).toThrow(RangeError);
  });
});
