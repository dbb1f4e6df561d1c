import type { AlertChanges } from './alert-store.js';
import type { Alert } from './lifecycle/alert.js';
import type { Delivery } from './outbox/delivery.js';

/** Changes of alerts and deliveries that wait to be written: of each the newest alone. */
export class AlertBacklog {
  private readonly alerts = new Map<string, Alert>();
  private readonly deliveries = new Map<string, Delivery>();
  private readonly dropped = new Set<string>();

  get size(): number {
    return this.alerts.size + this.deliveries.size + this.dropped.size;
  }

  /** Adds what has changed since. */
  add({ alerts = [], deliveries = [], dropped = [] }: AlertChanges): void {
    for (const alert of alerts) this.alerts.set(alert.id, alert);
    for (const delivery of deliveries) this.deliveries.set(delivery.id, delivery);
    for (const id of dropped) {
      this.alerts.delete(id);
      this.dropped.add(id);
    }
  }

  /** Everything in it; it is empty afterwards. */
  takeAll(): AlertChanges {
    const changes = {
      alerts: [...this.alerts.values()],
      deliveries: [...this.deliveries.values()],
      dropped: [...this.dropped],
    };
    this.alerts.clear();
    this.deliveries.clear();
    this.dropped.clear();
    return changes;
  }

  /** Takes out what other changes replace. */
  leaveOut({ alerts = [], deliveries = [] }: AlertChanges): void {
    for (const { id } of alerts) this.alerts.delete(id);
    for (const { id } of deliveries) this.deliveries.delete(id);
  }

  /** Puts back what could not be written: what has changed since stays. */
  putBack({ alerts = [], deliveries = [], dropped = [] }: AlertChanges): void {
    for (const alert of alerts)
      if (!this.alerts.has(alert.id) && !this.dropped.has(alert.id)) this.alerts.set(alert.id, alert);
    for (const delivery of deliveries)
      if (!this.deliveries.has(delivery.id)) this.deliveries.set(delivery.id, delivery);
    for (const id of dropped) this.dropped.add(id);
  }
}
