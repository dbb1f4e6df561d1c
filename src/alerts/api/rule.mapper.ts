import type { AlertRuleDto, QuietHoursDto } from '../dto/alert-rule.dto.js';
import type { ChangeAlertRuleDto } from '../dto/change-alert-rule.dto.js';
import type { MakeAlertRuleDto } from '../dto/make-alert-rule.dto.js';
import { NUMBER_FACTS, type ThingKind } from '../facts/observation.js';
import { UnfitRuleError } from './rule.errors.js';
import type { AlertRule, QuietHours } from '../rules/alert-rule.js';
import { kindsOf } from './fact-table.js';
import { changedCondition, conditionOf } from './rule-conditions.js';
import { ruleSentence } from './rule-words.js';

/**
 * A rule as clients read it.
 * @param channels the names of the channels that are set up
 */
export function toRuleDto(rule: AlertRule, channels: readonly string[]): AlertRuleDto {
  const { condition } = rule;
  const isLimit = 'clearBy' in condition;
  return {
    rule_id: rule.id,
    name: rule.name,
    enabled: rule.enabled,
    is_default: rule.isDefault,
    is_safety: rule.isSafety,
    fact: condition.fact,
    above: 'above' in condition ? condition.above : null,
    below: 'below' in condition ? condition.below : null,
    clear_by: isLimit ? condition.clearBy : null,
    unit: isLimit ? NUMBER_FACTS[condition.fact] : null,
    thing_kind: rule.kind,
    thing_id: rule.thingId,
    for_seconds: rule.forSeconds,
    severity: rule.severity,
    quiet_hours: rule.quietHours && toQuietHoursDto(rule.quietHours),
    escalate_after_minutes: rule.escalateAfterMinutes,
    channels: rule.channels && [...rule.channels],
    sends_resolved: rule.sendsResolved,
    warnings: warningsOf(rule, channels),
    summary: ruleSentence(rule),
  };
}

/** The rule that a client asks for. @throws the errors of `conditionOf`, UnfitRuleError */
export function toRule(id: string, body: MakeAlertRuleDto): AlertRule {
  const { above, below, clear_by } = body;
  const isSafety = body.is_safety ?? false;
  return {
    id,
    name: body.name.trim(),
    enabled: body.enabled ?? true,
    isDefault: false,
    isSafety,
    condition: conditionOf(body.fact, { above, below, clear_by }),
    kind: kindOf(body),
    thingId: body.thing_id ?? null,
    forSeconds: body.for_seconds ?? 0,
    severity: body.severity ?? 'warning',
    quietHours: quietHoursOf(body.quiet_hours ?? null, isSafety),
    escalateAfterMinutes: body.escalate_after_minutes ?? null,
    channels: body.channels ?? null,
    sendsResolved: body.sends_resolved ?? true,
  };
}

/** A rule after a change. @throws the errors of `conditionOf`, UnfitRuleError */
export function changedRule(rule: AlertRule, body: ChangeAlertRuleDto): AlertRule {
  const { above, below, clear_by } = body;
  return {
    ...rule,
    name: body.name?.trim() ?? rule.name,
    enabled: body.enabled ?? rule.enabled,
    condition: changedCondition(rule.condition, { above, below, clear_by }),
    forSeconds: body.for_seconds ?? rule.forSeconds,
    severity: body.severity ?? rule.severity,
    quietHours:
      body.quiet_hours === undefined ? rule.quietHours : quietHoursOf(body.quiet_hours, rule.isSafety),
    escalateAfterMinutes:
      body.escalate_after_minutes === undefined ? rule.escalateAfterMinutes : body.escalate_after_minutes,
    channels: body.channels === undefined ? rule.channels : body.channels,
    sendsResolved: body.sends_resolved ?? rule.sendsResolved,
  };
}

function kindOf({ fact, thing_kind: stated }: MakeAlertRuleDto): ThingKind {
  const kinds = kindsOf(fact);
  const [only] = kinds;
  if (stated === undefined) {
    if (kinds.length === 1) return only!;
    throw new UnfitRuleError('thing_kind', `thing_kind is missing: ${fact} is a fact of ${anyOf(kinds)}`);
  }
  if (kinds.includes(stated)) return stated;
  throw new UnfitRuleError('thing_kind', `thing_kind must be ${anyOf(kinds)} for ${fact}`);
}

const anyOf = (kinds: readonly ThingKind[]): string =>
  kinds.length < 2 ? kinds.join('') : `${kinds.slice(0, -1).join(', ')} or ${kinds.at(-1)}`;

function quietHoursOf(hours: QuietHoursDto | null, isSafety: boolean): QuietHours | null {
  if (hours === null) return null;
  if (isSafety) throw new UnfitRuleError('quiet_hours', 'quiet_hours do not go with a safety rule');
  return { from: minutesOf(hours.from), to: minutesOf(hours.to) };
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

const clockOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

const toQuietHoursDto = ({ from, to }: QuietHours): QuietHoursDto => ({
  from: clockOf(from),
  to: clockOf(to),
});

/** What keeps a rule from reaching anybody. */
function warningsOf(rule: AlertRule, channels: readonly string[]): string[] {
  if (!rule.enabled) return rule.isSafety ? [SWITCHED_OFF] : [];
  if (channels.length === 0) return [NO_CHANNEL];
  const unknown = (rule.channels ?? []).filter((name) => !channels.includes(name));
  return unknown.length === 0 ? [] : [`Not set up: ${unknown.join(', ')}. ${leftOf(rule, unknown)}`];
}

const leftOf = ({ channels }: AlertRule, unknown: readonly string[]): string =>
  channels?.length === unknown.length
    ? 'So its alerts are shown, and sent to all channels that are set up.'
    : 'Its alerts are sent to its other channels.';

const SWITCHED_OFF = 'This safety rule is switched off, so what it watches for makes no alert.';
const NO_CHANNEL = 'No channel is set up, so its alerts are shown and not sent.';
