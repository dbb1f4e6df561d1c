import { celsius, seconds, type Celsius, type Seconds } from '../../shared/units.js';
import type { FoodBody } from './food-body.js';

/** The temperature of the core after so many seconds in the bath. It never falls as time goes on. */
export type CoreTemperature = (timeSeconds: number) => Celsius;

/** What happens to the core of a piece of food in a bath of constant temperature that is hotter than the food. */
export interface CoreCourse {
  readonly bath: Celsius;
  readonly core: CoreTemperature;
  /** Seconds in which the difference to the bath falls to 1/e, once the food has warmed up evenly. */
  readonly timeConstant: number;
}

/** One term of the series: its coefficient at the core, and how fast it dies away, per unit of Fourier number. */
interface Term {
  readonly weight: number;
  readonly decay: number;
}

/**
 * Below this Fourier number no heat has reached the core: by the solution of a half-space mirrored at the core,
 * less than 1e-9 of the difference to the bath, for any shape.
 */
const UNTOUCHED_UP_TO = 0.01;
/** A term that dies away by more than exp(−22) no longer counts, nor do those after it. */
const SPENT = 22;
/** The power series and the asymptotic one are both good to 1e-10 here. */
const ASYMPTOTIC_FROM = 12;

/** Γ(x) for x > 0: Stirling's series, far enough out to be exact to 1e-13, and back by Γ(x) = Γ(x + 1)/x. */
function gamma(x: number): number {
  let [far, product] = [x, 1];
  while (far < 12) product *= far++;
  const correction = 1 / (12 * far) - 1 / (360 * far ** 3) + 1 / (1260 * far ** 5) - 1 / (1680 * far ** 7);
  return (Math.sqrt((2 * Math.PI) / far) * (far / Math.E) ** far * Math.exp(correction)) / product;
}

/** Σ (−z²/4)^k / (k! (ν + 1)(ν + 2)…(ν + k)), as it stands. */
function powerSeries(order: number, z: number): number {
  const square = (-z * z) / 4;
  let [sum, term] = [1, 1];
  for (let k = 1; Math.abs(term) > 1e-17; k++) {
    term *= square / (k * (order + k));
    sum += term;
  }
  return sum;
}

/** Hankel's expansion of J_ν for a large argument, stopped at its smallest term; `scale` makes φ(0) = 1. */
function asymptoticSeries(order: number, z: number, scale: number): number {
  const phase = z - (order / 2 + 0.25) * Math.PI;
  let [inPhase, crossPhase, term] = [1, 0, 1];
  for (let k = 1; k <= 2 * ASYMPTOTIC_FROM && Math.abs(term) > 1e-16; k++) {
    term *= (4 * order * order - (2 * k - 1) ** 2) / (8 * k * z);
    const signed = k % 4 < 2 ? term : -term;
    if (k % 2 === 0) inPhase += signed;
    else crossPhase += signed;
  }
  const bessel = Math.sqrt(2 / (Math.PI * z)) * (inPhase * Math.cos(phase) - crossPhase * Math.sin(phase));
  return scale * z ** -order * bessel;
}

/**
 * φ_ν(z) = Γ(ν + 1) (2/z)^ν J_ν(z), the 0F1 function of order ν: regular at the core, 1 there.
 * Order −1/2 is the cosine, 0 the Bessel function J₀, 1/2 is sin(z)/z.
 */
function generalisedBessel(order: number): (z: number) => number {
  const scale = gamma(order + 1) * 2 ** order;
  return (z) => (z < ASYMPTOTIC_FROM ? powerSeries(order, z) : asymptoticSeries(order, z, scale));
}

/**
 * The root of a function between two points at which its signs differ: false position by Illinois' rule, which
 * never leaves the bracket.
 */
function rootBetween(value: (z: number) => number, from: number, to: number): number {
  let [low, high, atLow, atHigh] = [from, to, value(from), value(to)];
  for (let round = 0; round < 60 && Math.abs(high - low) > 1e-13 * to; round++) {
    const middle = (low * atHigh - high * atLow) / (atHigh - atLow);
    const atMiddle = value(middle);
    if (atMiddle === 0) return middle;
    if (atMiddle > 0 === atHigh > 0) atLow /= 2;
    else [low, atLow] = [high, atHigh];
    if (Math.abs(middle - high) < 1e-13 * to) return middle;
    [high, atHigh] = [middle, atMiddle];
  }
  return high;
}

/**
 * The terms for a shape exponent from 0 to 2, each worked out when it is first asked for. The n-th eigenvalue lies
 * above the zero n − 1 of φ′ and below the zero n of φ; since zeros grow with the order, both lie within
 * ((n − 1)π, nπ), which therefore holds exactly one.
 */
function seriesTerms(exponent: number, biot: number): (n: number) => Term {
  const order = (exponent - 1) / 2;
  const [wave, slope] = [generalisedBessel(order), generalisedBessel(order + 1)];
  const boundary = (z: number): number => ((z * z) / (exponent + 1)) * slope(z) - biot * wave(z);
  const known: Term[] = [];
  const find = (n: number): Term => {
    const root = rootBetween(boundary, n * Math.PI, (n + 1) * Math.PI);
    const decay = root * root;
    // ∫ x^β φ dx = Bi φ(1)/λ² and ∫ x^β φ² dx = φ(1)²/2 · (1 + (Bi² − (β − 1) Bi)/λ²).
    return { weight: (2 * biot) / (wave(root) * (decay + biot * (biot - exponent + 1))), decay };
  };
  return (n) => (known[n] ??= find(n));
}

/** Throws a RangeError for a body the series does not describe, NaN included. */
function assertBody(body: FoodBody): void {
  const { thickness, diffusivity, conductivity, heatTransfer, shapeExponent } = body;
  if (![thickness, diffusivity, conductivity, heatTransfer].every((value) => value > 0 && value < Infinity))
    throw new RangeError('thickness, diffusivity, conductivity and heat transfer must be positive');
  if (!(shapeExponent >= 0 && shapeExponent <= 2)) throw new RangeError('the shape exponent must be 0 to 2');
}

/**
 * The course of the core of a body that lies in a bath of constant temperature from time 0 on, by the
 * series of eigenfunctions of the conduction equation. Good to 1e-6 of the difference between start and bath.
 * Throws a RangeError for a body of no size, or of a shape exponent outside 0 to 2.
 */
export const constantBath = (body: FoodBody, bath: Celsius): CoreCourse => constantBaths(body)(bath);

/** The courses of a body in any constant bath: its eigenfunctions are the same in all of them. Throws as above. */
export function constantBaths(body: FoodBody): (bath: Celsius) => CoreCourse {
  assertBody(body);
  const radius = body.thickness / 2000;
  const term = seriesTerms(body.shapeExponent, (body.heatTransfer * radius) / body.conductivity);
  const perSecond = body.diffusivity / (radius * radius);
  const timeConstant = 1 / (perSecond * term(0).decay);
  return (bath) => ({
    bath,
    timeConstant,
    core: (timeSeconds) => {
      const fourier = timeSeconds * perSecond;
      if (fourier < UNTOUCHED_UP_TO) return body.start;
      // Every term n dies away faster than exp(−(nπ)² Fo): the first that cannot count ends the sum.
      const count = Math.sqrt(SPENT / fourier) / Math.PI;
      let missing = 0;
      for (let n = 0; n === 0 || n < count; n++) {
        const { weight, decay } = term(n);
        missing += weight * Math.exp(-decay * fourier);
      }
      return celsius(bath + (body.start - bath) * missing);
    },
  });
}

/** How close to a temperature a moment is found, as a share of the time. */
const CLOSE = 1e-8;

/** The moment at which the core reaches a temperature; 0 when it begins there, Infinity when it never does. */
export function timeUntil({ bath, core, timeConstant }: CoreCourse, temperature: Celsius): Seconds {
  if (core(0) >= temperature) return seconds(0);
  if (!(bath > temperature)) return seconds(Infinity);
  let [early, late] = [0, timeConstant];
  while (core(late) < temperature) [early, late] = [late, late * 2];
  while (late - early > CLOSE * late) {
    const middle = (early + late) / 2;
    if (core(middle) < temperature) early = middle;
    else late = middle;
  }
  return seconds(late);
}
