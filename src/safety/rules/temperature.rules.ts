import { Injectable } from '@nestjs/common';
import { fromFahrenheit } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import type { FoodClassRule, UnderstoodFood } from '../foods/food.js';
import { foodAtHead } from '../named-plan.js';
import { exampleOf, SafetyRule, type Refusal, type Refusals } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

/** No food is cooked below this; the owner's limit for everything. */
const LOWEST = 40;
/** Water boils. */
const HIGHEST = 100;

/** Keeps every bath between 40 and 100 °C, and notices Fahrenheit. */
@Injectable()
export class AbsoluteTemperatureRule extends SafetyRule {
  static readonly refusals = {
    TEMPERATURE_TOO_LOW: {
      when: 'The bath is below 40 °C, or too cool for this food.',
      example: exampleOf({ temperature_celsius: 35 }),
    },
    TEMPERATURE_TOO_HIGH: {
      when: 'The bath is above 100 °C, above what the cooker can hold, or too hot for this food.',
      example: exampleOf({ temperature_celsius: 140 }),
    },
  } satisfies Refusals;

  review({ target }: CookPlan): readonly Finding[] {
    if (target >= LOWEST && target <= HIGHEST) return [];
    return [target > HIGHEST ? tooHigh(target) : tooLow(target)];
  }
}

const tooLow = (received: number): Finding => ({
  rule: 'absolute-temperature',
  code: 'TEMPERATURE_TOO_LOW',
  message: `${received} °C is too low: below ${LOWEST} °C a bath only helps bacteria to grow. Set at least ${LOWEST} °C.`,
  details: { field: 'temperature_celsius', received, minimum: LOWEST },
});

function tooHigh(received: number): Finding {
  const meant = Math.round(fromFahrenheit(received) * 10) / 10;
  const hint =
    meant >= LOWEST && meant <= HIGHEST
      ? ` If you meant Fahrenheit: ${received} °F would be ${meant} °C.`
      : '';
  return {
    rule: 'absolute-temperature',
    code: 'TEMPERATURE_TOO_HIGH',
    message: `${received} °C is too high: water boils at ${HIGHEST} °C.${hint}`,
    details: { field: 'temperature_celsius', received, maximum: HIGHEST },
  };
}

/** The vendor's own sample program stops here, for every cooker. */
const CEILING = 95;

/** Lower ceilings in °C, which the vendor's app keeps for some models. */
const CEILINGS: ReadonlyMap<string, number> = new Map([
  ['a4', 92],
  ['a6', 92],
  ['pro', 92],
  // The vendor publishes no ceiling for it; 92 °C is the lowest of its generation.
  ['honey-badger', 92],
]);

/**
 * The plan with its model of cooker only where that has a ceiling of its own: no rule distinguishes the others, and none
 * sees them. A rule that needs another model keeps it here.
 */
export const withModelThatMatters = (plan: CookPlan): CookPlan =>
  plan.cookerType === undefined || CEILINGS.has(plan.cookerType) ? plan : { ...plan, cookerType: undefined };

/** Keeps the bath within what the model of the cooker can hold. */
@Injectable()
export class CookerCeilingRule extends SafetyRule {
  static readonly refusals = {} satisfies Refusals;

  review({ target, cookerType }: CookPlan): readonly Finding[] {
    const maximum = CEILINGS.get(cookerType ?? '') ?? CEILING;
    if (target <= maximum) return [];
    return [
      {
        rule: 'cooker-ceiling',
        code: 'TEMPERATURE_TOO_HIGH',
        message: `${target} °C is more than this cooker can hold: set at most ${maximum} °C.`,
        details: { field: 'temperature_celsius', received: target, maximum },
      },
    ];
  }
}

/** The refusal of a bath below the lowest temperature of a class of food. */
const tooCoolFor = (foods: string, food_type: string, temperature_celsius: number): Refusal => ({
  when: `The bath is too cool for ${foods}.`,
  example: exampleOf({ temperature_celsius, food_type }),
});

/** Refuses a bath cooler than the floor, or hotter than the ceiling, of anything the food may be. */
@Injectable()
export class BathFloorRule extends SafetyRule {
  static readonly refusals = {
    POULTRY_TEMP_UNSAFE: tooCoolFor('poultry', 'chicken breast', 50),
    GROUND_MEAT_TEMP_UNSAFE: tooCoolFor('ground meat', 'burger', 55),
    NON_INTACT_NEEDS_PASTEURIZATION: tooCoolFor(
      'meat that was bladed, injected or rolled',
      'bladed beef',
      50,
    ),
    PORK_TEMP_UNSAFE: tooCoolFor('pork', 'pork chop', 54),
    BEEF_TEMP_UNSAFE: tooCoolFor('beef', 'beef steak', 48),
    GAME_TEMP_UNSAFE: tooCoolFor('game', 'venison', 56),
    OFFAL_TEMP_UNSAFE: tooCoolFor('offal', 'beef liver', 56),
    FISH_TEMP_UNSAFE: tooCoolFor('fish', 'salmon', 39.9),
    SHELLFISH_TEMP_UNSAFE: tooCoolFor('crustaceans', 'shrimp', 52),
    SHELLFISH_VIRUS_RISK: tooCoolFor('molluscs', 'mussels', 70),
    EGG_UNPASTEURIZED: tooCoolFor('dishes with eggs', 'custard', 56),
    FOOD_TYPE_REQUIRED: {
      when: 'No food was named, so a strict limit holds, and the bath is below it.',
      example: { temperature_celsius: 55, time_minutes: 90 },
    },
    FOOD_TYPE_UNKNOWN: {
      when: 'The food was not understood, so a strict limit holds, and the bath is below it.',
      example: exampleOf({ temperature_celsius: 55, food_type: 'gloop' }),
    },
  } satisfies Refusals;

  review({ target }: CookPlan, food: UnderstoodFood): readonly Finding[] {
    return food.judgedAs.flatMap((rule) => {
      if (rule.floor !== undefined && !(target >= rule.floor))
        return [tooCool(target, rule.floor, rule, food)];
      if (rule.ceiling !== undefined && !(target <= rule.ceiling))
        return [tooHot(target, rule.ceiling, rule, food)];
      return [];
    });
  }
}

const tooCool = (received: number, minimum: number, rule: FoodClassRule, food: UnderstoodFood): Finding => ({
  rule: 'bath-floor',
  code: floorCode(rule, food),
  message: `${foodAtHead(food)} at ${received} °C is refused: ${rule.label.toLowerCase()} needs at least ${minimum} °C. ${rule.reason}${plainly(rule, food)}`,
  details: { field: 'temperature_celsius', received, minimum, food_class: rule.foodClass },
});

const tooHot = (received: number, maximum: number, rule: FoodClassRule, food: UnderstoodFood): Finding => ({
  rule: 'bath-floor',
  code: 'TEMPERATURE_TOO_HIGH',
  message: `${foodAtHead(food)} at ${received} °C is too hot: ${rule.label.toLowerCase()} takes at most ${maximum} °C. ${rule.reason}`,
  details: { field: 'temperature_celsius', received, maximum, food_class: rule.foodClass },
});

/** A food without a name has the strictest class too, but asks for another code than an unknown word. */
const floorCode = (rule: FoodClassRule, { given }: UnderstoodFood): string =>
  rule.foodClass === 'unknown' && !given ? 'FOOD_TYPE_REQUIRED' : rule.floorCode;

const plainly = (rule: FoodClassRule, { given }: UnderstoodFood): string => {
  if (rule.foodClass !== 'unknown') return '';
  return given
    ? ' Not all of that name was understood: say it plainly, such as “beef steak” or “salmon”.'
    : ' Say what the food is, such as “beef steak” or “salmon”.';
};
