import type { VerdictDto } from '../../cooking/dto/verdict.dto.js';
import { cited } from '../../shared/printable.js';
import { inMinutes } from '../../shared/units.js';
import type { PlanFields } from './plan-fields.js';

/** The parts of a verdict that a person reads. */
export type ShownVerdict = Pick<
  VerdictDto,
  'allowed' | 'verdict' | 'violations' | 'warnings' | 'alternatives' | 'assumptions'
>;

const OUTCOMES: Readonly<Record<ShownVerdict['verdict'], string>> = {
  pasteurized: 'is allowed: it is pasteurised at the end',
  unpasteurized_allowed: 'is allowed, but it is not pasteurised',
  not_a_food_safety_matter: 'is allowed: heat need not make it safe',
  rejected: 'is refused',
};

/** A verdict as sentences. The reasons are those of the API, word by word. */
export function verdictText(plan: PlanFields, verdict: ShownVerdict): string[] {
  const { temperature_celsius: target, time_minutes: hold, food_type: food } = plan;
  const outcome = `${cited(food)} at ${target} °C for ${inMinutes(hold)} ${OUTCOMES[verdict.verdict]}.`;
  const reasons = verdict.violations.map(({ message }) => message);
  const first = verdict.allowed ? [outcome] : reasons;
  return [...first, ...verdict.warnings, ...safeSettings(verdict), ...verdict.assumptions];
}

function safeSettings({ alternatives }: ShownVerdict): string[] {
  if (alternatives.length === 0) return [];
  const settings = alternatives.map(
    ({ temperature_celsius: target, time_minutes: hold }) => `${target} °C for ${inMinutes(hold)}`,
  );
  return [`These settings are allowed: ${settings.join('; ')}.`];
}
