import { Injectable } from '@nestjs/common';
import type { CookPlan } from '../cook-plan.js';
import type { FoodClassRule, UnderstoodFood } from '../foods/food.js';
import { foodAtHead } from '../phrases.js';
import { SafetyRule } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

/** Refuses foods that no bath makes safe: poisonous plants, and raw beans, which keep their toxin below boiling. */
@Injectable()
export class RefusedFoodRule extends SafetyRule {
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

const refusal = ({ refusedBecause, reason }: FoodClassRule, food: UnderstoodFood): Finding => ({
  rule: 'refused-food',
  code: refusedBecause!,
  message: `${foodAtHead(food)} cannot be made safe in a water bath. ${reason}`,
  details: { field: 'food_type', received: food.name },
});
