import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { AlertsService } from '../../alerts/api/alerts.service.js';
import type { AlertDto } from '../../alerts/dto/alert.dto.js';
import type { Alert } from '../../alerts/lifecycle/alert.js';
import { KnownThermometers } from '../../thermometers/registry/known-thermometers.js';
import type { LiveFilter } from '../hub/live-filter.js';
import { LiveHub } from '../hub/live-hub.js';
import type { LiveView } from '../hub/live-view.js';

/** The life of an alert, which never goes back. */
const LIFE: readonly Alert['state'][] = ['pending', 'firing', 'acknowledged', 'resolved'];
/** Alerts whose last event is remembered: more than there can be at once in a household. */
const MOST_SENT = 500;

/**
 * Sends alerts to the clients that watch: those that fire, are acknowledged or are over. Whose approval one is about is
 * left out for everybody, since a stream is shared.
 */
@Injectable()
export class LiveAlerts {
  /** How far in its life each of the newest alerts was when it was sent. */
  private readonly sent = new LRUCache<string, number>({ max: MOST_SENT });

  constructor(
    private readonly alerts: AlertsService,
    private readonly thermometers: KnownThermometers,
    private readonly hub: LiveHub,
  ) {}

  /** The alerts that are not over, as far as a client may see them. */
  async open({ types, deviceId }: LiveFilter, { principal }: LiveView): Promise<readonly AlertDto[]> {
    if (!types.has('alert')) return [];
    const open = await this.alerts.open(principal);
    return open
      .filter((alert) => deviceId === undefined || this.deviceOf(alert) === deviceId)
      .map((alert) => this.alerts.reportToAll(alert));
  }

  /** Sends an alert as it is now. Events may come late: one that is older than what was sent is left out. */
  send(alert: Alert): void {
    const rank = LIFE.indexOf(alert.state);
    if (rank < (this.sent.get(alert.id) ?? 0)) return;
    this.sent.set(alert.id, rank);
    this.hub.publish({ type: 'alert', deviceId: this.deviceOf(alert) }, () => this.alerts.reportToAll(alert));
  }

  /** The cooker or the thermometer by which is decided who may see an alert. */
  private deviceOf({ thing: { kind, id, cookerId } }: Alert): string {
    if (cookerId !== null) return cookerId;
    if (kind === 'probe') return this.thermometers.probe(id)?.thermometerId ?? '';
    return kind === 'cooker' || kind === 'thermometer' ? id : '';
  }
}
