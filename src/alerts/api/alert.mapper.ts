import { instant } from '../../cooking/status/instant.js';
import { visibleName } from '../../shared/printable.js';
import type { AlertDto, AlertThingDto } from '../dto/alert.dto.js';
import { NUMBER_FACTS } from '../facts/observation.js';
import type { Alert } from '../lifecycle/alert.js';
import { isNumberFact } from './fact-table.js';

/** An instant of the API; null without one. */
export const instantOrNull = (at: number | null): string | null =>
  at === null ? null : instant(new Date(at));

/**
 * An alert as clients read it.
 * @param now in milliseconds since 1970
 * @param inFull whether the client may know whose approval it is about
 */
export function toAlertDto(alert: Alert, now: number, inFull: boolean): AlertDto {
  const { valueAt } = alert;
  return {
    alert_id: alert.id,
    rule_id: alert.ruleId,
    rule_name: alert.ruleName,
    is_safety: alert.isSafety,
    severity: alert.severity,
    state: alert.state,
    thing: thingOf(alert, inFull),
    value: typeof alert.value === 'number' ? alert.value : null,
    unit: isNumberFact(alert.fact) ? NUMBER_FACTS[alert.fact] : null,
    observed_at: instantOrNull(valueAt),
    observed_age_seconds: valueAt === null ? null : ageOf(valueAt, now),
    pending_since: instant(new Date(alert.pendingSince)),
    fired_at: instantOrNull(alert.firedAt),
    acknowledged_at: instantOrNull(alert.acknowledgedAt),
    acknowledged_by: alert.acknowledgedBy,
    resolved_at: instantOrNull(alert.resolvedAt),
    resolved_by: alert.resolvedBy,
    escalations: alert.escalations,
    summary: inFull ? alert.summary : HIDDEN_APPROVAL,
  };
}

/** What a client learns of the approval of a start that another one asked for. */
export const HIDDEN_APPROVAL = 'A start waits for the approval of the owner.';
/** And what the start is called for such a client. */
export const HIDDEN_NAME = 'a start';

function thingOf({ thing }: Alert, inFull: boolean): AlertThingDto {
  return {
    kind: thing.kind,
    thing_id: inFull ? thing.id : null,
    name: inFull ? visibleName(thing.name) : HIDDEN_NAME,
    device_id: thing.cookerId,
  };
}

/** Seconds since an instant, to a tenth; a clock that was set back makes no age negative. */
const ageOf = (at: number, now: number): number => Math.max(0, Math.round((now - at) / 100) / 10);
