import type { AlertChanges } from '../alert-store.js';
import type { Alert } from './alert.js';
import type { Transition } from './transition.js';

/** How much of "for at least" a power cut may lose, in ms. What lasts shorter than this is not written at all. */
const WRITTEN_EVERY = 5_000;

/** How far the pending alerts were written. */
export class AlertProgress {
  /** How long each had held when it was written, in ms. */
  private readonly written = new Map<string, number>();

  /** Notes alerts that are in the store. */
  restore(alerts: readonly Alert[]): void {
    for (const { id, state, heldFor } of alerts) if (state === 'pending') this.written.set(id, heldFor);
  }

  /** What of these transitions is to be written soon; undefined for nothing. */
  of(transitions: readonly Transition[]): AlertChanges | undefined {
    const alerts = transitions.filter((one) => this.isDue(one)).map(({ alert }) => alert);
    const ended = transitions.filter(({ change }) => change === 'dropped').map(({ alert }) => alert.id);
    const dropped = ended.filter((id) => this.written.has(id));
    for (const { id, heldFor } of alerts) this.written.set(id, heldFor);
    for (const { change, alert } of transitions)
      if (change !== 'began' && change !== 'progressed') this.written.delete(alert.id);
    return alerts.length === 0 && dropped.length === 0 ? undefined : { alerts, dropped };
  }

  private isDue({ change, alert: { id, heldFor } }: Transition): boolean {
    return change === 'progressed' && heldFor - (this.written.get(id) ?? 0) >= WRITTEN_EVERY;
  }
}
