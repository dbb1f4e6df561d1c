import { seconds, type Celsius, type Seconds } from '../../shared/units.js';
import { prepareConstantBath, type PreparedBath } from './constant-bath.js';
import type { FoodBody } from './food-body.js';
import { LETHAL_FROM, lethalRate, type Organism } from './lethality.js';

/** Nodes and weights of Gauss and Legendre for three points on −1…1. */
const GAUSS = [
  [-Math.sqrt(3 / 5), 5 / 9],
  [0, 8 / 9],
  [Math.sqrt(3 / 5), 5 / 9],
] as const;
/** No step lets the rate of killing grow by more than about e^this, nor lasts longer than this many time constants. */
const RATE_PER_STEP = 0.5;
const LONGEST_STEP = 2;
/** Once the core could kill at most this share faster, the rate of now is used for the rest. */
const STEADY = 1e-6;

/** Decimal reductions between two moments, during which the core is never below 52.3 °C. */
function reductionBetween({ core }: PreparedBath, killed: Organism, from: number, to: number): number {
  const half = (to - from) / 2;
  let sum = 0;
  for (const [node, weight] of GAUSS) sum += weight * lethalRate(core(from + half * (1 + node)), killed);
  return half * sum;
}

/** The second at which the core has come to 52.3 °C; the bath must be hotter than that. */
function lethalSince({ core, timeConstant }: PreparedBath): number {
  let late = timeConstant;
  while (core(late) < LETHAL_FROM) late *= 2;
  let early = 0;
  while (late - early > 1e-8 * late) {
    const middle = (early + late) / 2;
    if (core(middle) < LETHAL_FROM) early = middle;
    else late = middle;
  }
  return late;
}

/**
 * The moment within a step at which `wanted` reductions have come together. Newton's way from the end of the step:
 * the rate only grows, so that every guess stays on the late side.
 */
function momentOf(
  bath: PreparedBath,
  killed: Organism,
  step: readonly [number, number],
  wanted: number,
): number {
  const [from, to] = step;
  let late = to;
  for (let round = 0; round < 20; round++) {
    const surplus = reductionBetween(bath, killed, from, late) - wanted;
    const back = surplus / lethalRate(bath.core(late), killed);
    if (!(back > 1e-9 * late)) break;
    late -= back;
  }
  return late;
}

/** A cook as the integration sees it: from when on the core is lethal, and how fine to step. */
interface Cook {
  readonly prepared: PreparedBath;
  readonly bath: Celsius;
  readonly lethalFrom: number;
  readonly fineness: number;
}

/** The second at which the target of one organism is reached. */
function secondsFor({ prepared, bath, lethalFrom, fineness }: Cook, killed: Organism): number {
  let [now, missing] = [lethalFrom, killed.target];
  for (;;) {
    const core = prepared.core(now);
    const toGain = ((bath - core) * Math.LN10) / killed.z;
    if (!(toGain > STEADY)) return now + missing / lethalRate(core, killed);
    const length = (prepared.timeConstant * Math.min(LONGEST_STEP, RATE_PER_STEP / toGain)) / fineness;
    const gained = reductionBetween(prepared, killed, now, now + length);
    if (gained >= missing) return momentOf(prepared, killed, [now, now + length], missing);
    missing -= gained;
    now += length;
  }
}

/**
 * The shortest time in a bath of constant temperature until the core has reached the target of every organism.
 * The food must go in colder than the bath. Infinity when the bath is too cool ever to kill.
 * `fineness` divides the steps of the integration: 1 is already good to a thousandth of a per cent.
 * Throws a RangeError for a body of no size or no shape, and for no organism at all.
 */
export function pasteurisationTime(
  body: FoodBody,
  bath: Celsius,
  organisms: readonly Organism[],
  fineness = 1,
): Seconds {
  if (organisms.length === 0) throw new RangeError('there must be an organism to kill');
  if (!(bath > LETHAL_FROM)) return seconds(Infinity);
  const prepared = prepareConstantBath(body, bath);
  const cook = { prepared, bath, lethalFrom: lethalSince(prepared), fineness };
  return seconds(Math.max(...organisms.map((killed) => secondsFor(cook, killed))));
}
