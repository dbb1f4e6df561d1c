import { Injectable } from '@nestjs/common';
import type { CookPlan } from '../cook-plan.js';
import type { UnderstoodFood } from '../foods/food.js';
import type { Forecast } from '../forecast.js';
import { planAtHead } from '../phrases.js';
import { SafetyRule } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

/** Refuses for those who fall ill easily what healthy adults may eat: everything that is not pasteurised for them. */
@Injectable()
export class VulnerableConsumersRule extends SafetyRule {
  review(plan: CookPlan, food: UnderstoodFood, forecast: Forecast | undefined): readonly Finding[] {
    if (!plan.vulnerableConsumers || !forecast?.heatMatters) return [];
    if (!forecast.bathIsHotEnough || forecast.pasteurizes) return [];
    // What is too short for everybody is said by another rule.
    if (forecast.mustBePasteurized && !forecast.pasteurizesForMost) return [];
    const refusal = finding('VULNERABLE_CONSUMER', plan, food, forecast);
    const inShell = food.judgedAs.some(({ foodClass }) => foodClass === 'egg');
    return inShell ? [finding('EGG_UNPASTEURIZED', plan, food, forecast), refusal] : [refusal];
  }
}

const finding = (code: string, plan: CookPlan, food: UnderstoodFood, forecast: Forecast): Finding => ({
  rule: 'vulnerable-consumers',
  code,
  message: `${planAtHead(plan, food)} is not pasteurised for someone pregnant, very young, old or with a weak immune system. ${advice(plan, forecast)}`,
  details: {
    field: 'vulnerable_consumers',
    received: true,
    ...(forecast.minimum < Infinity && { minimum_minutes: forecast.minimum }),
  },
});

const advice = ({ target }: CookPlan, { minimum, thickness }: Forecast): string =>
  minimum < Infinity
    ? `At ${target} °C and ${thickness} mm it takes ${minimum} min for them.`
    : `At ${target} °C no time is enough for them: set it hotter.`;
