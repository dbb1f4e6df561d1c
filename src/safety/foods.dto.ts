import { ApiProperty } from '@nestjs/swagger';
import { SHAPES, type Shape } from './cook-plan.js';
import type { FoodCatalogue } from './foods/food-catalogue.js';
import { FOOD_CLASSES, type FoodClass } from './foods/food-class.js';
import type { FoodClassRule } from './foods/food.js';

/** One class of food and its limits. */
export class FoodClassDto {
  /** The class. */
  @ApiProperty({ enum: FOOD_CLASSES, example: 'poultry' })
  food_class!: FoodClass;

  /**
   * Some names that are understood as this class.
   * @example ["chicken", "chicken breast", "turkey"]
   */
  names!: string[];

  /**
   * The coolest bath in °C; null where it is refused at any temperature.
   * @example 57
   */
  minimum_temperature_celsius!: number | null;

  /**
   * The hottest bath in °C, where the class has a limit of its own; otherwise null.
   * @example null
   */
  maximum_temperature_celsius!: number | null;

  /**
   * Whether it is only started when it will be pasteurised.
   * @example true
   */
  must_be_pasteurized!: boolean;

  /**
   * Thickness in mm that is assumed when none is given.
   * @example 35
   */
  default_thickness_mm!: number;

  /** Shape that is assumed when none is given. */
  @ApiProperty({ enum: SHAPES, example: 'portion' })
  default_shape!: Shape;

  /**
   * Why, in a sentence.
   * @example 'Salmonella and Campylobacter are common in raw poultry.'
   */
  reason!: string;
}

/** Every class of food that the safety engine knows. */
export class FoodsDto {
  /** Every class. */
  classes!: FoodClassDto[];
}

// All names together exceed the 8,000 characters that an assistant reads of a response.
const MOST_NAMES = 8;

/** The catalogue as clients see it. */
export const toFoodsDto = (foods: FoodCatalogue): FoodsDto => ({
  classes: foods.classes.map((rule) => toFoodClassDto(rule, foods.namesOf(rule.foodClass))),
});

const toFoodClassDto = (rule: FoodClassRule, names: readonly string[]): FoodClassDto => ({
  food_class: rule.foodClass,
  names: names.slice(0, MOST_NAMES),
  minimum_temperature_celsius: rule.refusedBecause === undefined ? (rule.floor ?? null) : null,
  maximum_temperature_celsius: rule.ceiling ?? null,
  must_be_pasteurized: rule.mustBePasteurized,
  default_thickness_mm: rule.defaultThickness,
  default_shape: rule.defaultShape,
  reason: rule.reason,
});
