import {
  FLAG_FACTS,
  NUMBER_FACTS,
  type FactName,
  type NumberFact,
  type ThingKind,
} from '../facts/observation.js';
import type { AlertState, Notice, ResolvedBy } from '../lifecycle/alert.js';
import type { AlertChannel } from '../channels/alert-channel.js';
import type { Attempt, DeliveryState } from '../outbox/delivery.js';
import type { Severity } from '../rules/alert-rule.js';

/** Every value of a type, in an order of its own: one that is missing does not compile. */
const everyOf = <Value extends string>(values: Readonly<Record<Value, true>>): readonly Value[] =>
  Object.keys(values) as Value[];

/** The facts that are numbers. */
export const NUMBER_FACT_NAMES = Object.keys(NUMBER_FACTS) as NumberFact[];
/** Every fact that a rule can watch. */
export const FACT_NAMES: readonly FactName[] = [...NUMBER_FACT_NAMES, ...FLAG_FACTS];
/** What a rule can watch. */
export const THING_KINDS = everyOf<ThingKind>({
  cooker: true,
  probe: true,
  thermometer: true,
  approval: true,
  server: true,
});
/** How much an alert can matter, the least first. */
export const SEVERITIES = everyOf<Severity>({ info: true, warning: true, critical: true });
/** The life of an alert. */
export const ALERT_STATES = everyOf<AlertState>({
  pending: true,
  firing: true,
  acknowledged: true,
  resolved: true,
});
/** Why an alert is over. */
export const RESOLVED_BY = everyOf<ResolvedBy>({ condition: true, thing_gone: true, rule_changed: true });
/** What is sent to people. */
export const NOTICES = everyOf<Notice>({ firing: true, escalated: true, resolved: true, test: true });
/** The kinds of channels. */
export const CHANNEL_KINDS = everyOf<AlertChannel['kind']>({
  ntfy: true,
  email: true,
  webhook: true,
  mqtt: true,
  'web-push': true,
  sms: true,
});
/** The life of a delivery. */
export const DELIVERY_STATES = everyOf<DeliveryState>({
  waiting: true,
  sending: true,
  sent: true,
  failed: true,
  dead: true,
  cancelled: true,
});
/** How an attempt ended. */
export const ATTEMPT_RESULTS = everyOf<Attempt['result']>({ sent: true, failed: true, unknown: true });
