import type { AlertRuleDto } from '../../../../src/alerts/dto/alert-rule.dto.js';
import type { ChangeAlertRuleDto } from '../../../../src/alerts/dto/change-alert-rule.dto.js';
import type { MakeAlertRuleDto } from '../../../../src/alerts/dto/make-alert-rule.dto.js';
import { enteredNumber } from '../../units/number-entry.js';
import { isNumber, toFact, toShown, WATCHED, type FactName, type ThingKind } from './rule-facts.js';

/** What a person fills in for a rule. */
export interface RuleForm {
  readonly name: string;
  readonly fact: FactName;
  /** A kind, or `KIND ID` of one thing. */
  readonly thing: string;
  readonly side: 'above' | 'below';
  readonly limit: string;
  readonly clearBy: string;
  /** Minutes that it must hold. */
  readonly minutes: string;
  readonly severity: AlertRuleDto['severity'];
  readonly isSafety: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
  /** Minutes until the next channel is tried. */
  readonly escalate: string;
  /** In the order in which they are tried; none for all. */
  readonly channels: readonly string[];
  readonly saysEnd: boolean;
}

/** The fields of the API that a form has, for what is wrong with them. */
export type RuleField = keyof MakeAlertRuleDto;

/** What is wrong with a form before the server sees it, by the field. */
export type FormProblems = Readonly<Partial<Record<RuleField, 'notANumber' | 'missing' | 'timeMissing'>>>;

/** The form of a new rule. */
export const NEW_RULE: RuleForm = {
  name: '',
  fact: 'probe_celsius',
  thing: 'probe',
  side: 'above',
  limit: '',
  clearBy: '',
  minutes: '',
  severity: 'warning',
  isSafety: false,
  quietFrom: '',
  quietTo: '',
  escalate: '',
  channels: [],
  saysEnd: true,
};

/** The form of a rule that is to be changed. */
export function formOf(rule: AlertRuleDto): RuleForm {
  const { fact, above, below, clear_by: clearBy, quiet_hours: quiet } = rule;
  const shown = (value: number | null, isDifference = false) =>
    value === null || !isNumber(fact) ? '' : String(toShown(value, fact, isDifference));
  return {
    name: rule.name,
    fact,
    thing: rule.thing_id === null ? rule.thing_kind : `${rule.thing_kind} ${rule.thing_id}`,
    side: below === null ? 'above' : 'below',
    limit: shown(above ?? below),
    clearBy: shown(clearBy, true),
    minutes: rule.for_seconds === 0 ? '' : String(rule.for_seconds / MINUTE),
    severity: rule.severity,
    isSafety: rule.is_safety,
    quietFrom: quiet?.from ?? '',
    quietTo: quiet?.to ?? '',
    escalate: rule.escalate_after_minutes?.toString() ?? '',
    channels: rule.channels ?? [],
    saysEnd: rule.sends_resolved,
  };
}

const MINUTE = 60;

/** A form about another fact: what does not go with it is left out. */
export const withFact = (form: RuleForm, fact: FactName): RuleForm => ({
  ...form,
  fact,
  thing: WATCHED[fact][0]!,
  limit: '',
  clearBy: '',
});

/** What is wrong with a form. */
export function problemsOf(form: RuleForm): FormProblems {
  const { fact, side, limit, clearBy, minutes, escalate, quietFrom, quietTo } = form;
  const number = (text: string) => (Number.isNaN(enteredNumber(text)) ? 'notANumber' : undefined);
  const found = {
    name: form.name.trim() === '' ? 'missing' : undefined,
    [side]: isNumber(fact) ? (limit.trim() === '' ? 'missing' : number(limit)) : undefined,
    clear_by: isNumber(fact) ? number(clearBy) : undefined,
    for_seconds: number(minutes),
    escalate_after_minutes: number(escalate),
    quiet_hours: (quietFrom === '') === (quietTo === '') ? undefined : 'timeMissing',
  } as const;
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined));
}

/** What both requests have. */
function shared(form: RuleForm) {
  const { fact, side, limit, clearBy, minutes } = form;
  const number = (text: string, isDifference = false): number | undefined => {
    const entered = enteredNumber(text);
    return entered === undefined || !isNumber(fact) ? undefined : toFact(entered, fact, isDifference);
  };
  return {
    name: form.name.trim(),
    [side]: number(limit),
    clear_by: number(clearBy, true),
    for_seconds: Math.round((enteredNumber(minutes) ?? 0) * MINUTE),
    severity: form.severity,
    sends_resolved: form.saysEnd,
  };
}

const quietHours = ({ isSafety, quietFrom: from, quietTo: to }: RuleForm) =>
  isSafety || from === '' ? undefined : { from, to };

const orNone = <T>(values: readonly T[]): T[] | undefined => (values.length === 0 ? undefined : [...values]);

/** The request that makes the rule of a form in which nothing is wrong. @param request_id the same at a repetition */
export function toMade(form: RuleForm, request_id: string): MakeAlertRuleDto {
  const [kind, id] = form.thing.split(' ');
  return {
    ...shared(form),
    fact: form.fact,
    thing_kind: kind as ThingKind,
    thing_id: id,
    is_safety: form.isSafety,
    quiet_hours: quietHours(form),
    escalate_after_minutes: enteredNumber(form.escalate),
    channels: orNone(form.channels),
    request_id,
  } as MakeAlertRuleDto;
}

/** The request that changes a rule: everything that can be changed, as the form says. */
export const toChanged = (form: RuleForm): ChangeAlertRuleDto =>
  ({
    ...shared(form),
    quiet_hours: quietHours(form) ?? null,
    escalate_after_minutes: enteredNumber(form.escalate) ?? null,
    channels: orNone(form.channels) ?? null,
  }) as ChangeAlertRuleDto;
