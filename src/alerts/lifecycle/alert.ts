import type { FactName, Thing } from '../facts/observation.js';
import type { Severity } from '../rules/alert-rule.js';

/** The life of an alert. It may be resolved from every state before, and leaves none of them for an earlier one. */
export const ALERT_STATES = ['pending', 'firing', 'acknowledged', 'resolved'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** Why an alert is over. */
export const RESOLVED_BY = ['condition', 'thing_gone', 'rule_changed'] as const;
export type ResolvedBy = (typeof RESOLVED_BY)[number];

/** One alert of one rule about one thing. All instants in milliseconds since 1970. */
export interface Alert {
  readonly id: string;
  readonly ruleId: string;
  /** The rule as it was when the alert began. */
  readonly ruleName: string;
  /** What the rule watches; the name of a number ends with its unit. */
  readonly fact: FactName;
  readonly isSafety: boolean;
  readonly severity: Severity;
  readonly thing: Thing;
  readonly state: AlertState;
  /** Since when its condition holds. */
  readonly pendingSince: number;
  /** How long it has held while the server observed it, in milliseconds: a restart continues from here. */
  readonly heldFor: number;
  readonly firedAt: number | null;
  readonly acknowledgedAt: number | null;
  /** The id of the principal. */
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: number | null;
  readonly resolvedBy: ResolvedBy | null;
  /** The last value that was known. */
  readonly value: number | boolean | null;
  /** When that was observed; null without a value. */
  readonly valueAt: number | null;
  /** A sentence for a person. */
  readonly summary: string;
  /** How many channels were added because it was not acknowledged. */
  readonly escalations: number;
}

/** What is sent to people: that it fires, that the next channel is tried, that it is over, or a test of a channel. */
export const NOTICES = ['firing', 'escalated', 'resolved', 'test'] as const;
export type Notice = (typeof NOTICES)[number];
