import {
  celsius,
  millimetres,
  minutes,
  minutesToSeconds,
  type Celsius,
  type Millimetres,
  type Minutes,
  type Seconds,
} from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import { CoreHeating, Pasteurisation } from './pasteurisation.js';
import type { UnderstoodFood } from './foods/food.js';
import { timeUntil, type CoreCourse } from './physics/constant-bath.js';
import { heatingCurve, type HeatingCurve } from './heating-curve.js';
import { reductionAfter } from './physics/inactivation-model.js';
import { THICKEST, THINNEST } from './physics/food-body.js';
import type { ThermalNeed } from './thermal-need.js';

/** Pathogens grow in food up to here (130 °F). Source: FDA Food Code 2022, chapter 3. */
export const GROWTH_UP_TO = celsius(54.4);
/** And they begin to in a fridge that is no longer cold. */
export const GROWTH_FROM = celsius(5);
/** The core must be through 54.4 °C by then. Source: Baldwin's guide, on Clostridium perfringens (130 °F within 6 h). */
export const SLOWEST_COME_UP = minutes(6 * 60);
/** The core counts as hot as the bath this close to it, in degrees. */
const AS_GOOD_AS_HOT = 0.5;

/** How far one kind of pathogen is destroyed at the end of a plan. */
export interface PredictedReduction {
  readonly name: string;
  /** Decimal reductions at the core. */
  readonly predicted: number;
  readonly required: number;
}

/**
 * What a plan does to the core of the food, worked out when it is asked for. Times are whole minutes, rounded to the
 * careful side. Only a plan whose temperature, time and thickness the model describes has one.
 */
export class Forecast {
  /** As given, or as assumed. */
  readonly thickness: Millimetres;

  private constructor(
    private readonly plan: CookPlan,
    private readonly food: UnderstoodFood,
    private readonly heating: CoreHeating,
    private readonly pasteurisation: Pasteurisation,
  ) {
    this.thickness = plan.thickness ?? food.assumedThickness;
  }

  static of(plan: CookPlan, food: UnderstoodFood, need: ThermalNeed): Forecast {
    const heating = new CoreHeating(plan, food, need);
    return new Forecast(
      plan,
      food,
      heating,
      new Pasteurisation(food, need, heating, plan.startState === 'frozen'),
    );
  }

  /** The same food in another bath or for another time: what is known of its heating is known of this too. */
  at(target: Celsius, hold: Minutes): Forecast {
    return new Forecast({ ...this.plan, target, hold }, this.food, this.heating, this.pasteurisation);
  }

  /** Whether heat has anything to make safe in this food. */
  get heatMatters(): boolean {
    return this.pasteurisation.matters;
  }

  /** Whether the food is served pasteurised only, to all eaters. */
  get mustBePasteurized(): boolean {
    return this.food.judgedAs.some((rule) => rule.mustBePasteurized);
  }

  /** Whether the bath is at or above the floor of everything the food is judged as. */
  get bathIsHotEnough(): boolean {
    return this.food.judgedAs.every(({ floor }) => floor === undefined || this.plan.target >= floor);
  }

  /** The shortest time that pasteurises the food for those who will eat it; Infinity when no time does. */
  get minimum(): Minutes {
    return this.minimumAt(this.plan.target);
  }

  /** The same in another bath, or for another thickness. */
  minimumAt(bath: Celsius, thickness = this.thickness): Minutes {
    return this.pasteurisation.minimum(bath, thickness, this.plan.vulnerableConsumers);
  }

  /** The shortest time for another thickness; Infinity also for one whose core would warm up too slowly. */
  neededFor(thickness: Millimetres): Minutes {
    const { target } = this.plan;
    const comeUp = wholeMinutes(timeUntil(this.heating.course(target, thickness), GROWTH_UP_TO));
    const mustComeThere = this.mustBePasteurized || target > GROWTH_UP_TO;
    const tooSlow = mustComeThere && comeUp > SLOWEST_COME_UP;
    return tooSlow ? minutes(Infinity) : this.minimumAt(target, thickness);
  }

  get pasteurizes(): boolean {
    return this.minimum <= this.plan.hold;
  }

  /** Whether it is pasteurised for healthy adults, even if not for those who will eat it. */
  get pasteurizesForMost(): boolean {
    const { target, hold } = this.plan;
    return this.pasteurisation.minimum(target, this.thickness, false) <= hold;
  }

  /** The thickest piece, in whole millimetres, that the plan pasteurises in time; 0 when it pasteurises none. */
  get pasteurizedUpTo(): Millimetres {
    const { hold } = this.plan;
    const needed = (thickness: number) => this.neededFor(millimetres(thickness));
    const enough = (thickness: number) => needed(thickness) <= hold;
    let guess: number = this.thickness;
    // The time grows almost with the square of the thickness: two steps come close to the solution.
    for (let step = 0; step < 2; step++) guess = within(Math.round(guess * (hold / needed(guess)) ** 0.55));
    return millimetres(lastWhole(enough, { from: THINNEST, to: THICKEST, guess }) ?? 0);
  }

  /** The pathogen that takes longest; undefined where there is none, or no time is enough. */
  get governing(): string | undefined {
    if (this.minimum === Infinity) return undefined;
    const { target, vulnerableConsumers } = this.plan;
    return this.pasteurisation.governing(target, this.thickness, vulnerableConsumers)?.name;
  }

  /** Each kind of pathogen once, by the hardest of its targets, as it stands at the end of the plan. */
  get reductions(): readonly PredictedReduction[] {
    const { target, hold, vulnerableConsumers } = this.plan;
    const each = this.pasteurisation.pathogens(target, vulnerableConsumers).map((pathogen) => {
      const predicted = reductionAfter(this.course, pathogen, minutesToSeconds(hold));
      // A bath may pass because a cooler one is enough in the time: then it has what that one has.
      const reached = this.pasteurizes ? Math.max(predicted, pathogen.target) : predicted;
      return { name: pathogen.name, predicted: reached, required: pathogen.target };
    });
    return hardestOfEachKind(each);
  }

  /** All of this over time, at the moments that matter. */
  get curve(): HeatingCurve {
    const { target, hold, vulnerableConsumers } = this.plan;
    const pathogens = this.pasteurisation.pathogens(target, vulnerableConsumers);
    const { course, reductions: kinds, minimum, coreReachesTarget: reachesTarget } = this;
    return heatingCurve({ course, pathogens, kinds, hold, minimum, reachesTarget });
  }

  /** Temperature of the core when the timer ends. */
  get coreAtEnd(): Celsius {
    return this.course.core(minutesToSeconds(this.plan.hold));
  }

  /** Until the core is within 0.5 °C of the bath, whether the plan is that long or not. */
  get coreReachesTarget(): Minutes {
    return this.minutesUntil(celsius(this.plan.target - AS_GOOD_AS_HOT));
  }

  /** Until the core is at 54.4 °C; Infinity in a bath that never brings it there. */
  get comeUp(): Minutes {
    return this.minutesUntil(GROWTH_UP_TO);
  }

  /** How long the core stays below 54.4 °C, from the beginning to the end of the plan. */
  get belowGrowthLimit(): Minutes {
    return minutes(Math.min(this.plan.hold, this.comeUp));
  }

  /** How long the core is between 5 and 54.4 °C before the plan ends. */
  get inDangerZone(): Minutes {
    const thawed = timeUntil(this.course, GROWTH_FROM) / 60;
    return minutes(Math.max(0, Math.ceil(this.belowGrowthLimit - thawed)));
  }

  private get course(): CoreCourse {
    return this.heating.course(this.plan.target, this.thickness);
  }

  private minutesUntil(temperature: Celsius): Minutes {
    return wholeMinutes(timeUntil(this.course, temperature));
  }
}

const wholeMinutes = (time: Seconds): Minutes => minutes(Math.ceil(time / 60));

const within = (thickness: number): number => Math.min(Math.max(thickness, THINNEST), THICKEST);

/** Of every kind of pathogen the one that is furthest from its target. */
export function hardestOfEachKind(reductions: readonly PredictedReduction[]): readonly PredictedReduction[] {
  const share = ({ predicted, required }: PredictedReduction) => predicted / required;
  const hardest = new Map<string, PredictedReduction>();
  for (const one of reductions) {
    const known = hardest.get(one.name);
    if (known === undefined || share(one) < share(known)) hardest.set(one.name, one);
  }
  return [...hardest.values()];
}

/** The range in which a whole number is searched, both ends included; the guess only saves time. */
interface WholeRange {
  readonly from: number;
  readonly to: number;
  readonly guess: number;
}

/**
 * The last whole number of a range for which something holds that, once it does not hold, holds for no higher number.
 * Undefined when it holds for none. From the guess it strides out in doubling steps, then halves what is left.
 */
export function lastWhole(
  holds: (at: number) => boolean,
  { from, to, guess }: WholeRange,
): number | undefined {
  let [below, above] = [from - 1, to + 1];
  let at = Math.min(Math.max(Math.round(guess) || from, from), to);
  for (let stride = 1; above - below > 1; stride *= 2) {
    if (holds(at)) below = at;
    else above = at;
    const strideOut = below < from ? above - stride : above > to ? below + stride : 0;
    const inside = strideOut > below && strideOut < above;
    at = inside ? strideOut : Math.floor((below + above) / 2);
  }
  return below < from ? undefined : below;
}
