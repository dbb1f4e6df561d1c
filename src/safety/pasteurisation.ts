import {
  celsius,
  millimetres,
  minutes,
  seconds,
  type Celsius,
  type Millimetres,
  type Minutes,
  type Seconds,
} from '../shared/units.js';
import type { UnderstoodFood } from './foods/food.js';
import { constantBaths, type CoreCourse } from './physics/constant-bath.js';
import { pasteurisationTime, type InactivationModel } from './physics/inactivation-model.js';
import { EGG_CORE_TIMES, STRICT_ORGANISMS } from './physics/lethality.js';
import type { ThermalNeed } from './thermal-need.js';
import type { CookPlan } from './cook-plan.js';
import {
  FOOD_CONDUCTIVITY,
  START_TEMPERATURE,
  WATER_BATH_HEAT_TRANSFER,
  type FoodBody,
} from './physics/food-body.js';
import { frozenCourse } from './physics/frozen-course.js';
import { SHAPE_EXPONENT } from './physics/shape.js';

/** How the core of a planned food warms up in any constant bath, were it as thick as one asks. */
export class CoreHeating {
  private readonly courses = new Map<string, CoreCourse>();
  private readonly baths = new Map<Millimetres, (bath: Celsius) => CoreCourse>();

  constructor(
    private readonly plan: CookPlan,
    private readonly food: UnderstoodFood,
    private readonly need: ThermalNeed,
  ) {}

  /** Each course is worked out once. */
  course(bath: Celsius, thickness: Millimetres): CoreCourse {
    const key = `${bath} ${thickness}`;
    const known = this.courses.get(key);
    if (known !== undefined) return known;
    const course = this.inBaths(thickness)(bath);
    this.courses.set(key, course);
    return course;
  }

  private inBaths(thickness: Millimetres): (bath: Celsius) => CoreCourse {
    const known = this.baths.get(thickness);
    if (known !== undefined) return known;
    const body = this.body(thickness);
    const baths =
      this.plan.startState === 'frozen' ? (bath: Celsius) => frozenCourse(body, bath) : constantBaths(body);
    this.baths.set(thickness, baths);
    return baths;
  }

  /** The food as heat sees it. A portion of unknown shape is as flat as pieces of its kind usually are. */
  body(thickness: Millimetres): FoodBody {
    const { assumedShape } = this.food;
    const shape = this.plan.shape ?? (assumedShape === 'portion' ? undefined : assumedShape);
    return {
      thickness,
      shapeExponent: shape === undefined ? this.need.usualExponent(thickness) : SHAPE_EXPONENT[shape],
      diffusivity: this.need.diffusivity,
      conductivity: FOOD_CONDUCTIVITY,
      heatTransfer: WATER_BATH_HEAT_TRANSFER,
      start: START_TEMPERATURE[this.plan.startState],
    };
  }
}

/** FSIS's poultry times count in baths from here up (136 °F). */
export const PUBLISHED_FROM = celsius(57.8);
/** A hen's egg is never thicker; the published time in a bath holds for nothing else. */
export const THICKEST_EGG = millimetres(50);
const NEVER = minutes(Infinity);

/** Whether it is nothing but eggs in their shell, which have published times of their own. */
export const isEggInShell = ({ judgedAs }: UnderstoodFood): boolean =>
  judgedAs.every(({ pasteurizedBy }) => pasteurizedBy.length > 0);

/** How long a food must stay in a bath until its core is safe. */
export class Pasteurisation {
  /** Below this no time is enough: the highest floor of what the food is judged as. */
  private readonly floor: number;
  private readonly known = new WeakMap<CoreCourse, Map<InactivationModel, Seconds>>();

  /** @param frozen whether the food comes from the freezer */
  constructor(
    private readonly food: UnderstoodFood,
    private readonly need: ThermalNeed,
    private readonly heating: CoreHeating,
    private readonly frozen: boolean,
  ) {
    this.floor = Math.max(...food.judgedAs.map(({ floor }) => floor ?? 0));
  }

  /** Whether heat has anything to make safe in this food. */
  get matters(): boolean {
    return this.need.pathogens.length > 0;
  }

  /**
   * The shortest time in whole minutes, rounded up; Infinity when no time is enough in this bath.
   * @param strict whether it must also do for those who fall ill easily
   */
  minimum(bath: Celsius, thickness: Millimetres, strict: boolean): Minutes {
    if (!this.matters || !(bath >= this.floor)) return NEVER;
    if (isEggInShell(this.food)) return this.eggTime(bath, thickness);
    return minutes(Math.ceil(this.shortest(bath, thickness, strict) / 60));
  }

  /** The pathogen that takes longest; undefined where none counts. */
  governing(bath: Celsius, thickness: Millimetres, strict: boolean): InactivationModel | undefined {
    const course = this.heating.course(bath, thickness);
    const pathogens = this.pathogens(bath, strict);
    return pathogens.toSorted((one, other) => this.time(course, other) - this.time(course, one))[0];
  }

  /** Everything that is to be destroyed in a bath. */
  pathogens(bath: Celsius, strict: boolean): readonly InactivationModel[] {
    if (!this.matters || isEggInShell(this.food)) return [];
    const { published } = this.need;
    return [...this.own(strict), ...(published !== undefined && bath >= PUBLISHED_FROM ? [published] : [])];
  }

  private own(strict: boolean): readonly InactivationModel[] {
    return strict ? [...this.need.pathogens, ...STRICT_ORGANISMS] : this.need.pathogens;
  }

  /**
   * The published times begin at one temperature, so that a bath just hotter could seem to need longer than one just
   * cooler that suffices: then the time of the cooler one is enough.
   */
  private shortest(bath: Celsius, thickness: Millimetres, strict: boolean): Seconds {
    const own = this.longest(bath, thickness, this.own(strict));
    const all = this.longest(bath, thickness, this.pathogens(bath, strict));
    if (all === own || this.floor >= PUBLISHED_FROM) return all;
    return seconds(Math.min(all, this.longest(PUBLISHED_FROM, thickness, this.own(strict))));
  }

  private longest(bath: Celsius, thickness: Millimetres, pathogens: readonly InactivationModel[]): Seconds {
    const course = this.heating.course(bath, thickness);
    return seconds(Math.max(...pathogens.map((pathogen) => this.time(course, pathogen))));
  }

  private time(course: CoreCourse, pathogen: InactivationModel): Seconds {
    const times = this.known.get(course) ?? new Map<InactivationModel, Seconds>();
    this.known.set(course, times);
    const time = times.get(pathogen) ?? pasteurisationTime(course, [pathogen]);
    times.set(pathogen, time);
    return time;
  }

  /**
   * By the time published for the bath, or by the times published for the core, whichever is over first. They are known
   * of hens' eggs only.
   */
  private eggTime(bath: Celsius, thickness: Millimetres): Minutes {
    if (!this.food.facts.hensEgg) return NEVER;
    const atTheCore = this.time(this.heating.course(bath, thickness), EGG_CORE_TIMES) / 60;
    return minutes(Math.min(this.eggBathTime(bath, thickness), Math.ceil(atTheCore)));
  }

  private eggBathTime(bath: Celsius, thickness: Millimetres): Minutes {
    return thickness > THICKEST_EGG || this.frozen ? NEVER : eggBathTime(this.food, bath);
  }
}

/** The shortest time published for eggs in a bath; Infinity in one cooler than any that is published. */
export function eggBathTime({ judgedAs }: UnderstoodFood, bath: Celsius): Minutes {
  const rules = judgedAs.flatMap(({ pasteurizedBy }) => pasteurizedBy);
  const hotEnough = rules.filter(({ target }) => bath >= target);
  return minutes(Math.min(Infinity, ...hotEnough.map(({ hold }) => hold)));
}
