import { Injectable } from '@nestjs/common';
import type { UnderstoodFood } from '../foods/food.js';
import type { Forecast } from '../forecast.js';
import { type JudgedPlan, forWhom, planAtHead } from '../named-plan.js';
import { exampleOf, SafetyRule, type Refusals } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

/** Refuses for those who fall ill easily what healthy adults may eat: everything that is not pasteurised for them. */
@Injectable()
export class VulnerableConsumersRule extends SafetyRule {
  static readonly refusals = {
    VULNERABLE_CONSUMER: {
      when: 'It would do for healthy adults, and not for those who will eat it.',
      example: exampleOf({
        temperature_celsius: 54.5,
        time_minutes: 60,
        food_type: 'beef steak',
        vulnerable_consumers: true,
      }),
    },
  } satisfies Refusals;

  review(plan: JudgedPlan, food: UnderstoodFood, forecast: Forecast | undefined): readonly Finding[] {
    if (!plan.vulnerableConsumers || !forecast?.heatMatters) return [];
    if (!forecast.bathIsHotEnough || forecast.pasteurizes) return [];
    // What is too short for all eaters is refused by another rule.
    if (forecast.mustBePasteurized && !forecast.pasteurizesForMost) return [];
    const refusal = finding('VULNERABLE_CONSUMER', plan, food, forecast);
    const inShell = food.judgedAs.some(({ foodClass }) => foodClass === 'egg');
    return inShell ? [finding('EGG_UNPASTEURIZED', plan, food, forecast), refusal] : [refusal];
  }
}

const finding = (code: string, plan: JudgedPlan, food: UnderstoodFood, forecast: Forecast): Finding => ({
  rule: 'vulnerable-consumers',
  code,
  message: `${planAtHead(plan, food)} is not pasteurised for someone pregnant, very young, old or with a weak immune system. ${advice(plan, food, forecast)}${because(plan, food)}`,
  details: {
    field: 'vulnerable_consumers',
    received: true,
    ...(forecast.minimum < Infinity && { minimum_minutes: forecast.minimum }),
  },
});

function advice({ target }: JudgedPlan, food: UnderstoodFood, { minimum, thickness }: Forecast): string {
  if (minimum < Infinity) return `At ${target} °C and ${thickness} mm it takes ${minimum} min for them.`;
  return food.facts.hensEgg
    ? `At ${target} °C no time is enough for them: set it hotter.`
    : "Times are published for hens' eggs of the usual sizes only: boil it hard instead.";
}

/** Why it was judged so, where the client did not ask for it. */
const because = (plan: JudgedPlan, food: UnderstoodFood): string =>
  plan.sent?.vulnerableConsumers === false ? ` ${forWhom(plan, food)}` : '';
