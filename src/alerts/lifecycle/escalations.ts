import type { AlertRule } from '../rules/alert-rule.js';
import { quietUntil } from '../rules/quiet-hours.js';
import type { Moment } from './alert-board.js';
import type { Alert } from './alert.js';

const MINUTE = 60_000;

/** When the next channel is tried for the alerts that fire and are not acknowledged, on the monotonic clock. */
export class Escalations {
  private readonly dueAt = new Map<string, number>();

  /** When the earliest is due, in ms of the monotonic clock; undefined without any. */
  get next(): number | undefined {
    return this.dueAt.size === 0 ? undefined : Math.min(...this.dueAt.values());
  }

  /**
   * Plans the next escalation of an alert, or none. The minutes count from the message before it, which quiet hours hold
   * back.
   * @param passed how many of the minutes, in ms, have passed already
   */
  plan(alert: Alert, rule: AlertRule | undefined, now: Moment, passed = 0): void {
    this.forget(alert.id);
    const minutes = rule?.escalateAfterMinutes ?? null;
    if (rule === undefined || minutes === null || alert.state !== 'firing') return;
    const heldBack = rule.isSafety ? 0 : Math.max(0, quietUntil(rule.quietHours, now.at) - now.at);
    const left = heldBack > 0 ? minutes * MINUTE : Math.max(0, minutes * MINUTE - passed);
    this.dueAt.set(alert.id, now.monotonic + heldBack + left);
  }

  /**
   * Plans that of an alert from an earlier process, of which only the wall clock is known: when that has jumped, the
   * escalation is early, or late by no more than its minutes.
   */
  goOn(alert: Alert, rule: AlertRule | undefined, now: Moment): void {
    const whole = (rule?.escalateAfterMinutes ?? 0) * MINUTE;
    const since = (alert.firedAt ?? now.at) + alert.escalations * whole;
    this.plan(alert, rule, now, Math.max(0, now.at - since));
  }

  forget(alertId: string): void {
    this.dueAt.delete(alertId);
  }

  /** The ids of the alerts whose next channel is due; they are forgotten here. */
  takeDue(monotonic: number): string[] {
    const due = [...this.dueAt].filter(([, at]) => at <= monotonic).map(([id]) => id);
    for (const id of due) this.forget(id);
    return due;
  }
}
