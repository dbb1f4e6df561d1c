import { HIDDEN_APPROVAL, HIDDEN_NAME } from '../../alerts/api/alert.mapper.js';
import type { Alert } from '../../alerts/lifecycle/alert.js';
import { instant } from '../../cooking/status/instant.js';
import { visibleName } from '../../shared/printable.js';
import { OFF, ON } from '../discovery/entity.js';

/** What is published of an alert. No name here is one that Home Assistant keeps for itself. */
export interface AlertContent {
  readonly alert_id: string;
  /** The id of the rule, stable for ever. */
  readonly rule: string;
  readonly rule_name: string;
  readonly severity: Alert['severity'];
  readonly is_safety: boolean;
  /** What it is about, by its kind, id and name. */
  readonly thing_kind: Alert['thing']['kind'];
  readonly thing_id: string | null;
  readonly thing: string;
  readonly value: number | boolean | null;
  /** Since when its condition holds, ISO 8601. */
  readonly since: string;
  /** A sentence that may be read out. */
  readonly summary: string;
}

/** Whoever listens to a broker learns of an approval only that one waits. */
const APPROVAL = { thing_id: null, thing: HIDDEN_NAME, summary: HIDDEN_APPROVAL };

/** The contents of an alert. */
export const contentOf = (alert: Alert): AlertContent => ({
  alert_id: alert.id,
  rule: alert.ruleId,
  rule_name: visibleName(alert.ruleName),
  severity: alert.severity,
  is_safety: alert.isSafety,
  thing_kind: alert.thing.kind,
  thing_id: alert.thing.id,
  thing: visibleName(alert.thing.name),
  value: alert.value,
  since: instant(new Date(alert.pendingSince)),
  summary: alert.summary,
  ...(alert.thing.kind === 'approval' ? APPROVAL : {}),
});

/** What happened to an alert. @param at in milliseconds since 1970 */
export const alertEvent = (alert: Alert, at: number): object => ({
  event_type: alert.state,
  ...contentOf(alert),
  at: instant(new Date(at)),
});

/** The open alert of a device: the worst, and of those the oldest; with how many there are. */
export function openAlert(alerts: readonly Alert[]): object {
  const [first] = alerts.toSorted(
    (one, other) => RANKS[other.severity] - RANKS[one.severity] || one.pendingSince - other.pendingSince,
  );
  if (first === undefined) return { open: OFF, count: 0 };
  return {
    open: ON,
    count: alerts.length,
    acknowledged: first.state === 'acknowledged',
    ...contentOf(first),
  };
}

const RANKS: Readonly<Record<Alert['severity'], number>> = { info: 0, warning: 1, critical: 2 };
