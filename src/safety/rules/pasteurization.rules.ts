import { Injectable } from '@nestjs/common';
import type { FoodClass } from '../foods/food-class.js';
import type { DairyKind, UnderstoodFood } from '../foods/food.js';
import type { Forecast } from '../forecast.js';
import {
  type JudgedPlan,
  forWhom,
  oneDecimalDown,
  planAtHead,
  thicknessJudged,
  hoursHint,
} from '../named-plan.js';
import { exampleOf, SafetyRule, type Refusals } from '../safety-rule.js';
import { dairyKind } from '../thermal-need.js';
import type { Finding } from '../verdict.js';

/** What the middle of the container must have, for people. Sources: as for the times themselves. */
const DAIRY_NEEDS: Readonly<Record<DairyKind, string>> = {
  milk: 'Milk is pasteurised once the middle of its container has been at 63 °C for 30 min, or at 72 °C for 15 s.',
  enriched:
    'Cream, and milk with sugar or 10 % of fat, is pasteurised once the middle of its container has been at 66 °C for 30 min, or at 75 °C for 15 s.',
  eggnog:
    'Eggnog is pasteurised once the middle of its container has been at 69 °C for 30 min, or at 80 °C for 25 s.',
  breast_milk: 'Breast milk is pasteurised once the middle of its container has been at 62.5 °C for 30 min.',
};

/** Refuses a time after which the centre of a food that must be pasteurised is not. */
@Injectable()
export class PasteurizationRule extends SafetyRule {
  static readonly refusals = {
    TIME_BELOW_PASTEURIZATION: {
      when: 'The time is too short for the centre of the food.',
      example: exampleOf({ time_minutes: 60 }),
    },
    DAIRY_NOT_PASTEURIZED: {
      when: 'The middle of the container is not pasteurised.',
      example: exampleOf({ temperature_celsius: 60, food_type: 'cheese sauce' }),
    },
  } satisfies Refusals;

  review(plan: JudgedPlan, food: UnderstoodFood, forecast: Forecast | undefined): readonly Finding[] {
    if (!forecast?.mustBePasteurized || !forecast.bathIsHotEnough || forecast.pasteurizesForMost) return [];
    const found = (code: string, message: string) => rawInside(code, message, plan, forecast);
    const full = messageFor(plan, food, forecast);
    if (food.foodClass === 'dairy')
      return [
        found('DAIRY_NOT_PASTEURIZED', `${full} ${DAIRY_NEEDS[dairyKind(food)]}`),
        found('TIME_BELOW_PASTEURIZATION', `${planAtHead(plan, food)} does not pasteurise its middle.`),
      ];
    const raw = `${planAtHead(plan, food)} leaves the middle raw.`;
    const pierced = food.judgedAs.find(({ foodClass }) => foodClass === 'non_intact_meat');
    return [
      found('TIME_BELOW_PASTEURIZATION', full),
      ...(pierced ? [found('NON_INTACT_NEEDS_PASTEURIZATION', `${raw} ${pierced.reason}`)] : []),
      ...(isJudgedAs('dairy', food)
        ? [found('DAIRY_NOT_PASTEURIZED', `${raw} ${DAIRY_NEEDS[dairyKind(food)]}`)]
        : []),
    ];
  }
}

const isJudgedAs = (wanted: FoodClass, { judgedAs }: UnderstoodFood): boolean =>
  judgedAs.some(({ foodClass }) => foodClass === wanted);

const rawInside = (code: string, message: string, plan: JudgedPlan, forecast: Forecast): Finding => ({
  rule: 'pasteurization',
  code,
  message,
  details: {
    field: 'time_minutes',
    received: plan.hold,
    ...(forecast.minimum < Infinity && { minimum: forecast.minimum }),
    thickness_mm: forecast.thickness,
    thickness_assumed: plan.thickness === undefined,
    pasteurized_up_to_mm: forecast.pasteurizedUpTo,
  },
});

function messageFor(plan: JudgedPlan, food: UnderstoodFood, forecast: Forecast): string {
  const start = `${planAtHead(plan, food)} is not enough for ${thicknessJudged(plan, forecast)}: the centre only reaches ${oneDecimalDown(forecast.coreAtEnd)} °C${soFar(forecast)}.`;
  const parts = [start, advice(plan, forecast), hoursHint(plan, food, forecast), forWhom(plan, food)];
  return parts.filter((part) => part !== undefined).join(' ');
}

/** The pathogen that is furthest from its target. */
function soFar({ reductions }: Forecast): string {
  const [worst] = reductions.toSorted(
    (one, other) => one.predicted / one.required - other.predicted / other.required,
  );
  if (worst === undefined) return '';
  return `, and ${worst.name} is reduced by ${oneDecimalDown(worst.predicted)} of the required ${worst.required} log`;
}

function advice(
  { thickness, hold, target, endless }: JudgedPlan,
  { minimum, pasteurizedUpTo: upTo }: Forecast,
): string {
  if (minimum === Infinity) return `No time is enough at ${target} °C: set it hotter.`;
  const thinner = upTo > 0 && !endless ? `up to ${upTo} mm, ${hold} min are enough` : undefined;
  if (thickness === undefined) {
    const hint = thinner === undefined ? 'a thinner piece needs less' : thinner;
    return `Cook it for ${minimum} min, or send its thickest point: ${hint}.`;
  }
  return `Cook it for ${minimum} min${thinner === undefined ? '' : `; ${thinner}`}.`;
}

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
    const refusal = notForThem('VULNERABLE_CONSUMER', plan, food, forecast);
    const inShell = food.judgedAs.some(({ foodClass }) => foodClass === 'egg');
    return inShell ? [notForThem('EGG_UNPASTEURIZED', plan, food, forecast), refusal] : [refusal];
  }
}

const notForThem = (code: string, plan: JudgedPlan, food: UnderstoodFood, forecast: Forecast): Finding => ({
  rule: 'vulnerable-consumers',
  code,
  message: `${planAtHead(plan, food)} is not pasteurised for someone pregnant, very young, old or with a weak immune system. ${adviceForThem(plan, food, forecast)}${because(plan, food)}`,
  details: {
    field: 'vulnerable_consumers',
    received: true,
    ...(forecast.minimum < Infinity && { minimum_minutes: forecast.minimum }),
  },
});

function adviceForThem(
  { target }: JudgedPlan,
  food: UnderstoodFood,
  { minimum, thickness }: Forecast,
): string {
  if (minimum < Infinity) return `At ${target} °C and ${thickness} mm it takes ${minimum} min for them.`;
  return food.facts.hensEgg
    ? `At ${target} °C no time is enough for them: set it hotter.`
    : "Times are published for hens' eggs of the usual sizes only: boil it hard instead.";
}

/** Why it was judged so, where the client did not ask for it. */
const because = (plan: JudgedPlan, food: UnderstoodFood): string =>
  plan.sent?.vulnerableConsumers === false ? ` ${forWhom(plan, food)}` : '';
