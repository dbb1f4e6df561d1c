import { Injectable } from '@nestjs/common';
import type { CookPlan } from '../cook-plan.js';
import type { UnderstoodFood } from '../foods/food.js';
import type { Forecast } from '../forecast.js';
import { oneDecimalDown, planAtHead, thicknessJudged } from '../phrases.js';
import { SafetyRule } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

/** Refuses a time after which the centre of a food that must be pasteurised is not. */
@Injectable()
export class PasteurizationRule extends SafetyRule {
  review(plan: CookPlan, food: UnderstoodFood, forecast: Forecast | undefined): readonly Finding[] {
    if (!forecast?.mustBePasteurized || !forecast.bathIsHotEnough || forecast.pasteurizesForMost) return [];
    const tooShort = finding('TIME_BELOW_PASTEURIZATION', messageFor(plan, food, forecast), plan, forecast);
    const pierced = food.judgedAs.find(({ foodClass }) => foodClass === 'non_intact_meat');
    if (pierced === undefined) return [tooShort];
    const message = `${planAtHead(plan, food)} leaves the middle raw. ${pierced.reason}`;
    return [tooShort, finding('NON_INTACT_NEEDS_PASTEURIZATION', message, plan, forecast)];
  }
}

const finding = (code: string, message: string, plan: CookPlan, forecast: Forecast): Finding => ({
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

function messageFor(plan: CookPlan, food: UnderstoodFood, forecast: Forecast): string {
  const start = `${planAtHead(plan, food)} is not enough for ${thicknessJudged(plan, forecast)}: the centre only comes to ${oneDecimalDown(forecast.coreAtEnd)} °C${soFar(forecast)}.`;
  return `${start} ${advice(plan, forecast)}`;
}

/** The germ that is furthest from its target. */
function soFar({ reductions }: Forecast): string {
  const [worst] = reductions.toSorted(
    (one, other) => one.predicted / one.required - other.predicted / other.required,
  );
  if (worst === undefined) return '';
  return `, where ${oneDecimalDown(worst.predicted)} of the ${worst.required} log of ${worst.name} are killed`;
}

function advice({ thickness, hold, target }: CookPlan, { minimum, pasteurizedUpTo: upTo }: Forecast): string {
  if (minimum === Infinity) return `No time is enough at ${target} °C: set it hotter.`;
  const thinner = upTo > 0 ? `up to ${upTo} mm, ${hold} min are enough` : undefined;
  if (thickness === undefined) {
    const hint = thinner === undefined ? 'a thinner piece needs less' : thinner;
    return `Cook it for ${minimum} min, or tell me its thickest point: ${hint}.`;
  }
  return `Cook it for ${minimum} min${thinner === undefined ? '' : `; ${thinner}`}.`;
}
