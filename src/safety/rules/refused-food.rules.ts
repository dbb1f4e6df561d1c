import { Injectable } from '@nestjs/common';
import type { CookPlan } from '../cook-plan.js';
import type { FoodClassRule, UnderstoodFood } from '../foods/food.js';
import { foodAtHead } from '../named-plan.js';
import { exampleOf, SafetyRule, type Refusals } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

/** Refuses foods that no bath makes safe: poisonous plants, and raw beans, which keep their toxin below boiling. */
@Injectable()
export class RefusedFoodRule extends SafetyRule {
  static readonly refusals = {
    POISONOUS: {
      when: 'The food is poisonous at any setting.',
      example: exampleOf({ temperature_celsius: 50, food_type: 'rhubarb leaves' }),
      beyondSettings: true,
    },
    TOXIN_NEEDS_BOILING: {
      when: 'The food keeps a poison that only boiling destroys.',
      example: exampleOf({ temperature_celsius: 90, food_type: 'kidney beans' }),
      beyondSettings: true,
    },
  } satisfies Refusals;

  review(_plan: CookPlan, food: UnderstoodFood): readonly Finding[] {
    const { poison } = food.facts;
    return [
      ...(poison === undefined ? [] : [poisonous(poison.reason, food)]),
      ...food.judgedAs.flatMap((rule) => (rule.refusedBecause === undefined ? [] : [refusal(rule, food)])),
    ];
  }
}

const poisonous = (reason: string, food: UnderstoodFood): Finding => ({
  rule: 'refused-food',
  code: 'POISONOUS',
  message: `${foodAtHead(food)} cannot be made safe at any setting: the poison stays. ${reason}`,
  details: { field: 'food_type', received: food.name },
});

/** Lentils, chickpeas and peas hold little of the toxin of beans, but no source clears them below boiling. */
const PULSES =
  /lent|lins|len[tg]ej|chick|kicher|garbanz|(?:^| )ceci(?: |$)|pois|(?:^| )peas?(?: |$)|erbse|urad|dal/iu;
const BEANS = /bean|bohn|haricot|fève|alubia|frijol|judía|fagiol|kidney|so[yj]|feij/iu;
const PULSES_REASON =
  'No published source clears raw lentils, chickpeas or peas in a bath below boiling. Boil them until they are soft, or use canned ones and say so.';

const reasonFor = ({ reason }: FoodClassRule, { matched }: UnderstoodFood): string =>
  matched.some((name) => PULSES.test(name)) && !matched.some((name) => BEANS.test(name))
    ? PULSES_REASON
    : reason;

const refusal = (rule: FoodClassRule, food: UnderstoodFood): Finding => ({
  rule: 'refused-food',
  code: rule.refusedBecause!,
  message: `${foodAtHead(food)} cannot be made safe in a water bath. ${reasonFor(rule, food)}`,
  details: { field: 'food_type', received: food.name },
});
