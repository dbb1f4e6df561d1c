import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/principal.js';
import { AlertStore } from '../alert-store.js';
import type { AlertDeliveryDto } from '../dto/alert-delivery.dto.js';
import { AlertEngine } from '../lifecycle/alert-engine.js';
import type { Alert } from '../lifecycle/alert.js';
import type { Delivery } from '../outbox/delivery.js';
import { HIDDEN_APPROVAL } from './alert.mapper.js';
import { AlertSight } from './alert-sight.js';
import { toDeliveryDto } from './delivery.mapper.js';

/**
 * Deliveries as a principal may see them. One message may be about several alerts: where the principal may not see all
 * of them, its words are left out.
 */
@Injectable()
export class ShownDeliveries {
  constructor(
    private readonly engine: AlertEngine,
    private readonly store: AlertStore,
    private readonly sight: AlertSight,
  ) {}

  /** Those of the deliveries that are a test, or about an alert that the principal may see. @throws StorageUnavailableError */
  async to(principal: Principal, deliveries: readonly Delivery[]): Promise<AlertDeliveryDto[]> {
    await this.sight.ready(principal);
    const known = new Map(this.engine.open().map((alert) => [alert.id, alert]));
    const shown: AlertDeliveryDto[] = [];
    for (const delivery of deliveries) {
      const report = await this.report(delivery, principal, known);
      if (report !== undefined) shown.push(report);
    }
    return shown;
  }

  private async report(
    delivery: Delivery,
    principal: Principal,
    known: Map<string, Alert>,
  ): Promise<AlertDeliveryDto | undefined> {
    const ids = delivery.alertId === null ? [] : [delivery.alertId, ...delivery.alsoAlertIds];
    if (ids.length === 0 || seesAll(principal)) return toDeliveryDto(delivery);
    const alerts = await Promise.all(ids.map((id) => this.alertOf(id, known)));
    const visible = alerts.filter((alert) => alert !== undefined && this.sight.sees(principal, alert.thing));
    if (visible.length === 0) return undefined;
    const [alertId = null, ...alsoAlertIds] = visible.map((alert) => alert!.id);
    const own = { ...delivery, alertId, alsoAlertIds };
    if (visible.length < ids.length) return toDeliveryDto(own, HIDDEN_OTHERS);
    const inFull = await Promise.all(visible.map((alert) => this.sight.seesInFull(principal, alert!.thing)));
    return inFull.includes(false) ? toDeliveryDto(own, HIDDEN_APPROVAL) : toDeliveryDto(delivery);
  }

  private async alertOf(id: string, known: Map<string, Alert>): Promise<Alert | undefined> {
    const alert = known.get(id) ?? (await this.store.find(id));
    if (alert !== undefined) known.set(id, alert);
    return alert;
  }
}

const HIDDEN_OTHERS = 'This message is also about something that this key may not see.';

/** Whether nothing is left out for a principal. */
const seesAll = ({ kind, devices }: Principal): boolean =>
  devices === undefined && (kind === 'owner' || kind === 'cli');
