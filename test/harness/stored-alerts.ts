import type { AlertMessage } from '../../src/alerts/channels/alert-channel.js';
import type { Alert } from '../../src/alerts/lifecycle/alert.js';
import type { Delivery } from '../../src/alerts/outbox/delivery.js';
import type { AlertRule } from '../../src/alerts/rules/alert-rule.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');

/** An alert that fires; a test names what matters to it. */
export const makeAlert = (some: Partial<Alert> = {}): Alert => ({
  id: 'alert-1',
  ruleId: 'low-water',
  ruleName: 'Low water',
  fact: 'low_water',
  isSafety: false,
  severity: 'critical',
  thing: { kind: 'cooker', id: 'cooker-1', name: 'Cooker', cookerId: 'cooker-1' },
  state: 'firing',
  pendingSince: NOON,
  heldFor: 0,
  firedAt: NOON,
  acknowledgedAt: null,
  acknowledgedBy: null,
  resolvedAt: null,
  resolvedBy: null,
  value: null,
  valueAt: null,
  summary: 'The water of Cooker is low.',
  escalations: 0,
  ...some,
});

export const makeRule = (some: Partial<AlertRule> = {}): AlertRule => ({
  id: 'low-water',
  name: 'Low water',
  enabled: true,
  isDefault: true,
  isSafety: false,
  condition: { fact: 'low_water' },
  kind: 'cooker',
  thingId: null,
  forSeconds: 0,
  severity: 'critical',
  quietHours: null,
  escalateAfterMinutes: null,
  channels: null,
  sendsResolved: true,
  ...some,
});

export const makeMessage = (some: Partial<AlertMessage> = {}): AlertMessage => ({
  key: 'alert-1.firing',
  alertId: 'alert-1',
  ruleId: 'low-water',
  notice: 'firing',
  severity: 'critical',
  title: 'Low water',
  text: 'The water of Cooker is low since 12:00.',
  thing: { id: 'cooker-1', name: 'Cooker' },
  at: NOON,
  ...some,
});

/** A delivery that waits for its first attempt. */
export const makeDelivery = ({ message, ...some }: Partial<Delivery> = {}): Delivery => ({
  id: 'delivery-1',
  alertId: 'alert-1',
  alsoAlertIds: [],
  channel: 'ntfy',
  next: [],
  message: message ?? makeMessage(),
  state: 'waiting',
  createdAt: NOON,
  notBefore: NOON,
  quietHours: null,
  attempts: [],
  triedFor: 0,
  maybeTwice: false,
  ...some,
});
