import type { Celsius, Millimetres } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import type { UnderstoodFood } from './foods/food.js';
import { constantBaths } from './physics/constant-bath.js';
import type { CoreCourse } from './physics/core-course.js';
import {
  FOOD_CONDUCTIVITY,
  START_TEMPERATURE,
  WATER_BATH_HEAT_TRANSFER,
  type FoodBody,
} from './physics/food-body.js';
import { frozenCourse } from './physics/frozen-course.js';
import { SHAPE_EXPONENT } from './physics/shape.js';
import type { ThermalNeed } from './thermal-need.js';

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
