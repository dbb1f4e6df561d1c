import { celsius, minutes, seconds, type Celsius, type Minutes, type Seconds } from '../../shared/units.js';
import { timeUntil, type CoreCourse } from './constant-bath.js';

/** How heat destroys one kind of pathogen in one kind of food, and how much of that is enough. */
export interface InactivationModel {
  /** The common name of the pathogen: "Salmonella". */
  readonly name: string;
  /** Decimal reductions that make the food safe. */
  readonly target: number;
  /** Colder than this nothing is credited. */
  readonly creditedFrom: Celsius;
  /** About how many degrees make it ten times as fast; the steps of the integration follow it. */
  readonly z: number;
  /**
   * Decimal reductions per second at a temperature of the core; it never falls as the core gets hotter. A monitor gives
   * the temperature of the water too, by which some published times count.
   */
  readonly rate: (core: Celsius, water?: Celsius) => number;
}

/** A pathogen that heat kills according to D and z. */
export interface Organism extends InactivationModel {
  /** Time for one decimal reduction at the reference temperature. */
  readonly decimalReduction: Minutes;
  readonly reference: Celsius;
}

/**
 * A pathogen whose rate of destruction grows tenfold with every z degrees.
 * @param law minutes for one decimal reduction, the temperature of the core for which they hold, and z
 */
export function byDecimalReduction(
  name: string,
  target: number,
  [decimalReduction, reference, z]: readonly [number, number, number],
  creditedFrom: Celsius,
): Organism {
  // 10^(T/z) as e^(T·k), and the division by D done once: this runs for every moment of every plan.
  const [perDegree, atReference] = [Math.LN10 / z, 1 / (60 * decimalReduction)];
  return {
    name,
    target,
    decimalReduction: minutes(decimalReduction),
    reference: celsius(reference),
    z,
    creditedFrom,
    rate: (core) => (core >= creditedFrom ? atReference * Math.exp((core - reference) * perDegree) : 0),
  };
}

/** Nodes and weights of Gauss and Legendre for three points on −1…1. */
const GAUSS = [
  [-Math.sqrt(3 / 5), 5 / 9],
  [0, 8 / 9],
  [Math.sqrt(3 / 5), 5 / 9],
] as const;
/** No step lets the rate grow by more than about e^this, nor lasts longer than this many time constants. */
const RATE_PER_STEP = 0.5;
const LONGEST_STEP = 2;
/** Once the core could destroy at most this share faster, the rate of now is used for the rest. */
const STEADY = 1e-6;

/** One pathogen in one piece of food on its way, stepped through from the moment at which the core begins to count. */
class Progress {
  readonly from: number;

  constructor(
    private readonly course: CoreCourse,
    private readonly pathogen: InactivationModel,
    private readonly fineness: number,
  ) {
    this.from = timeUntil(course, pathogen.creditedFrom);
  }

  /** Length of the next step; Infinity once the core is as hot as it gets. */
  stepAt(now: number): number {
    const { bath, core, timeConstant } = this.course;
    const toGain = ((bath - core(now)) * Math.LN10) / this.pathogen.z;
    if (!(toGain > STEADY)) return Infinity;
    return (timeConstant * Math.min(LONGEST_STEP, RATE_PER_STEP / toGain)) / this.fineness;
  }

  rateAt(now: number): number {
    return this.pathogen.rate(this.course.core(now));
  }

  /** Decimal reductions between two moments. */
  between(from: number, to: number): number {
    const half = (to - from) / 2;
    let sum = 0;
    for (const [node, weight] of GAUSS) sum += weight * this.rateAt(from + half * (1 + node));
    return half * sum;
  }

  /**
   * The moment within a step at which `wanted` reductions have come together. Newton's way from the end of the step:
   * the rate only grows, so that every guess stays on the late side.
   */
  momentOf(wanted: number, from: number, to: number): number {
    let late = to;
    for (let round = 0; round < 20; round++) {
      const back = (this.between(from, late) - wanted) / this.rateAt(late);
      if (!(back > 1e-9 * late)) break;
      late -= back;
    }
    return late;
  }
}

/** The second at which the core has the target of one pathogen; Infinity when the bath never counts. */
function timeToDestroy(course: CoreCourse, pathogen: InactivationModel, fineness: number): number {
  const progress = new Progress(course, pathogen, fineness);
  let [now, missing] = [progress.from, pathogen.target];
  while (now < Infinity) {
    const length = progress.stepAt(now);
    if (length === Infinity) return now + missing / progress.rateAt(now);
    const gained = progress.between(now, now + length);
    if (gained >= missing) return progress.momentOf(missing, now, now + length);
    missing -= gained;
    now += length;
  }
  return now;
}

/**
 * The shortest time until the core has the target of every pathogen. Infinity when the bath is too cool ever to kill.
 * `fineness` divides the steps of the integration: 1 is already good to a thousandth of a per cent.
 * Throws a RangeError when there is no pathogen.
 */
export function pasteurisationTime(
  course: CoreCourse,
  pathogens: readonly InactivationModel[],
  fineness = 1,
): Seconds {
  if (pathogens.length === 0) throw new RangeError('there must be a pathogen to kill');
  return seconds(Math.max(...pathogens.map((pathogen) => timeToDestroy(course, pathogen, fineness))));
}

/** Decimal reductions of one pathogen at the core after so much time in the bath. */
export const reductionAfter = (course: CoreCourse, pathogen: InactivationModel, time: Seconds): number =>
  reductionsAt(course, pathogen, [time])[0]!;

/**
 * Decimal reductions of one pathogen at the core at several moments, in one integration.
 * @param times in rising order
 */
export function reductionsAt(
  course: CoreCourse,
  pathogen: InactivationModel,
  times: readonly Seconds[],
): readonly number[] {
  const progress = new Progress(course, pathogen, 1);
  let [now, reduction] = [progress.from, 0];
  return times.map((time) => {
    for (let next = now + progress.stepAt(now); next <= time; next = now + progress.stepAt(now)) {
      reduction += progress.between(now, next);
      now = next;
    }
    return now < time ? reduction + progress.between(now, time) : reduction;
  });
}
