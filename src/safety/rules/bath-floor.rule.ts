import { Injectable } from '@nestjs/common';
import type { CookPlan } from '../cook-plan.js';
import type { FoodClassRule, UnderstoodFood } from '../foods/food.js';
import { foodAtHead } from '../phrases.js';
import { SafetyRule } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

/** Refuses a bath cooler than the floor, or hotter than the ceiling, of anything the food may be. */
@Injectable()
export class BathFloorRule extends SafetyRule {
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
  message: `${foodAtHead(food)} at ${received} °C is refused: ${rule.label.toLowerCase()} needs at least ${minimum} °C. ${rule.reason}${hint(rule, food)}`,
  details: { field: 'temperature_celsius', received, minimum, food_class: rule.foodClass },
});

const tooHot = (received: number, maximum: number, rule: FoodClassRule, food: UnderstoodFood): Finding => ({
  rule: 'bath-floor',
  code: 'TEMPERATURE_TOO_HIGH',
  message: `${foodAtHead(food)} at ${received} °C is too hot: ${rule.label.toLowerCase()} takes at most ${maximum} °C. ${rule.reason}`,
  details: { field: 'temperature_celsius', received, maximum, food_class: rule.foodClass },
});

/** The strictest class is also that of a food nobody named, which asks for another answer than a word nobody knows. */
const floorCode = (rule: FoodClassRule, { given }: UnderstoodFood): string =>
  rule.foodClass === 'unknown' && !given ? 'FOOD_TYPE_REQUIRED' : rule.floorCode;

const hint = (rule: FoodClassRule, { given }: UnderstoodFood): string => {
  if (rule.foodClass !== 'unknown') return '';
  return given
    ? ' Not all of that name was understood: say it plainly, such as “beef steak” or “salmon”.'
    : ' Say what the food is, such as “beef steak” or “salmon”.';
};
