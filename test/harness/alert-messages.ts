import type { AlertMessage } from '../../src/alerts/channels/alert-channel.js';

/** A message of an alert. */
export const makeAlertMessage = (parts: Partial<AlertMessage> = {}): AlertMessage => ({
  key: 'alert-1:firing:test',
  alertId: 'alert-1',
  ruleId: 'low-water',
  notice: 'firing',
  severity: 'warning',
  title: 'Low water',
  text: 'Kitchen reports that its water is low.',
  thing: { id: 'anova-1', name: 'Kitchen' },
  at: Date.UTC(2026, 2, 1, 12),
  ...parts,
});

/** A signal that nothing aborts. */
export const unending = (): AbortSignal => new AbortController().signal;
