import { minutes, seconds, type Celsius, type Minutes } from '../shared/units.js';
import type { CoreCourse } from './physics/constant-bath.js';
import { reductionsAt, type InactivationModel } from './physics/inactivation-model.js';

/** The inactivation of one kind of pathogen over time. */
export interface ReductionCurve {
  readonly name: string;
  /** Decimal reductions that make the food safe. */
  readonly required: number;
  /** Decimal reductions at the core at each moment. */
  readonly values: readonly number[];
}

/** What a plan does to the core of the food over time, from the moment at which the food goes into the bath. */
export interface HeatingCurve {
  /** In rising order, 0 in front. */
  readonly moments: readonly Minutes[];
  readonly core: readonly Celsius[];
  readonly bath: Celsius;
  readonly reductions: readonly ReductionCurve[];
  /** From when on the food is pasteurised; undefined where it never is, or need not be, or that would not make it safe. */
  readonly safeAt: Minutes | undefined;
}

/** What a forecast knows of the plan, as the verdict reports it. */
export interface HeatingFacts {
  readonly course: CoreCourse;
  readonly pathogens: readonly InactivationModel[];
  /** Each kind of pathogen that is reported, with the target that is reported for it. */
  readonly kinds: readonly Pick<ReductionCurve, 'name' | 'required'>[];
  readonly hold: Minutes;
  /** Infinity where no time is enough. */
  readonly minimum: Minutes;
  readonly reachesTarget: Minutes;
}

/** Beyond the time of the plan nothing is shown after this: no food is kept longer than 72 hours. */
const LONGEST_SHOWN = minutes(72 * 60);
/** Moments from the start until the core is hot and safe, and moments after that: together with three more, below 200. */
const [UNTIL_SAFE, AFTERWARDS] = [110, 50];

/**
 * The curve of a plan. The value of a kind of pathogen follows the target that it is furthest from, so that every kind has
 * what is required exactly where the food is pasteurised.
 */
export function heatingCurve(facts: HeatingFacts): HeatingCurve {
  const { course, pathogens, kinds, minimum } = facts;
  const moments = momentsOf(facts);
  const times = moments.map((moment) => seconds(moment * 60));
  const sharesOf = (pathogen: InactivationModel) =>
    reductionsAt(course, pathogen, times).map((reduction) => reduction / pathogen.target);
  const reductions = kinds.map(({ name, required }) => {
    const shares = pathogens.filter((one) => one.name === name).map(sharesOf);
    const values = moments.map((moment, index) => {
      const least = Math.min(...shares.map((each) => each[index]!));
      // A bath may pass because a cooler one is enough in the time: then it has what that one has.
      return required * (moment >= minimum ? Math.max(least, 1) : least);
    });
    return { name, required, values };
  });
  const core = times.map((time) => course.core(time));
  const safeAt = minimum < Infinity ? minimum : undefined;
  return { moments, core, bath: course.bath, reductions, safeAt };
}

/** Close together while the core warms up, further apart after that, with the moments that the verdict names. */
function momentsOf({ hold, minimum, reachesTarget }: HeatingFacts): readonly Minutes[] {
  const named = [hold, minimum, reachesTarget].filter((moment) => moment <= Math.max(hold, LONGEST_SHOWN));
  const end = Math.max(...named);
  const hot = Math.max(1, ...[minimum, reachesTarget].filter((moment) => moment <= end));
  const moments = [...evenly(0, Math.min(hot, end), UNTIL_SAFE), ...evenly(hot, end, AFTERWARDS), ...named];
  return [...new Set(moments)].toSorted((one, other) => one - other).map(minutes);
}

/** So many steps from one moment to another, in hundredths of a minute; none where there is nothing between them. */
const evenly = (from: number, to: number, steps: number): readonly number[] =>
  from < to
    ? Array.from({ length: steps + 1 }, (_, step) => hundredths(from + ((to - from) * step) / steps))
    : [];

const hundredths = (moment: number): number => Math.round(moment * 100) / 100;
