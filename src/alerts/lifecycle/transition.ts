import type { AlertRule } from '../rules/alert-rule.js';
import type { Alert } from './alert.js';

/** A change of an alert. */
export interface Transition {
  /** `progressed`: a pending alert came closer to firing; `dropped`: one ended before it fired, and nothing of it is kept. */
  readonly change: 'began' | 'progressed' | 'dropped' | 'fired' | 'acknowledged' | 'escalated' | 'resolved';
  /** As it is afterwards; of a dropped one as it was. */
  readonly alert: Alert;
  /** Undefined where the rule is gone. */
  readonly rule: AlertRule | undefined;
}
