import type { AlertRule } from '../../src/alerts/rules/alert-rule.js';

/** A rule about food that must be thrown away; a test says only what matters to it. */
export const makeAlertRule = (known: Partial<AlertRule> = {}): AlertRule => ({
  id: 'a-rule',
  name: 'A rule',
  enabled: true,
  isDefault: false,
  isSafety: false,
  condition: { fact: 'must_discard' },
  kind: 'cooker',
  thingId: null,
  forSeconds: 0,
  severity: 'info',
  quietHours: null,
  escalateAfterMinutes: null,
  channels: null,
  sendsResolved: false,
  ...known,
});
