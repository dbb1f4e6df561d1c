import { Injectable } from '@nestjs/common';
import type {} from '../../alerts/lifecycle/alert-engine.js';
import type {} from '../../approvals/approval-ledger.js';
import type {} from '../../thermometers/registry/thermometer-registry.js';
import { instant } from '../../cooking/status/instant.js';
import { CookTracker } from '../../cooking/tracking/cook-tracker.js';
import { CookerGateway } from '../../device/cooker-gateway.js';
import type { CookerState } from '../../device/cooker-state.js';
import { visibleTo } from '../../device/visible-cookers.js';
import { Clock } from '../../shared/clock.js';
import { EventBus, type Unsubscribe } from '../../shared/event-bus.js';
import type { CookEventDto, ReadingEventDto } from '../dto/live-events.dto.js';
import { LiveHub } from '../hub/live-hub.js';
import { CookChanges, type CookChange } from './cook-changes.js';
import { LiveAlerts } from './live-alerts.js';
import { LiveApprovals } from './live-approvals.js';
import { LiveStatuses } from './live-statuses.js';
import { LiveThermometers } from './live-thermometers.js';

/** Observes the application, while somebody watches, and publishes what has changed. */
@Injectable()
export class LiveSources {
  private observed: readonly Unsubscribe[] | undefined;
  private cooks = new CookChanges();
  /** The last published reading of each cooker. */
  private readonly sequences = new Map<string, number>();

  constructor(
    private readonly events: EventBus,
    private readonly gateway: CookerGateway,
    private readonly tracker: CookTracker,
    private readonly statuses: LiveStatuses,
    private readonly approvals: LiveApprovals,
    private readonly thermometers: LiveThermometers,
    private readonly alerts: LiveAlerts,
    private readonly hub: LiveHub,
    private readonly clock: Clock,
  ) {}

  /** Begins to observe; does nothing when it observes already. */
  start(): void {
    if (this.observed !== undefined) return;
    this.cooks = new CookChanges();
    for (const cooker of this.gateway.account.cookers.values()) {
      this.cooks.begin(cooker, this.tracker.on(cooker.id));
      this.sequences.set(cooker.id, sequenceOf(cooker));
    }
    this.observed = [
      this.events.on('cooker.reading', (cooker) => this.readingCame(cooker)),
      this.events.on('cooker.listed', () => this.listChanged()),
      this.events.on('cloud.changed', () => this.publishChanges()),
      this.events.on('cook.seen', (cook, cooker) => this.publishCooks(this.cooks.seen(cook, cooker))),
      this.events.on('cook.ended', (cook, cooker) => this.publishCooks(this.cooks.ended(cook, cooker))),
      this.events.on('approval', ({ approvalId }) => void this.approvals.send(approvalId)),
      this.events.on('alert.changed', (alert) => this.alerts.send(alert)),
      this.events.on('alerts.restored', (alerts) => alerts.forEach((alert) => this.alerts.send(alert))),
      this.events.on('thermometers.changed', ({ thermometerId }) => this.thermometers.send(thermometerId)),
    ];
  }

  stop(): void {
    for (const leave of this.observed ?? []) leave();
    this.observed = undefined;
  }

  /** Publishes what has changed without a reading: by time, by the connection, or by the owner. */
  publishChanges(): void {
    const changed = new Set<string>();
    for (const { filter, view } of this.hub.all) {
      if (!filter.types.has('status')) continue;
      const ids = filter.deviceId === undefined ? this.statuses.cookersIn(view) : [filter.deviceId];
      for (const id of ids) if (!changed.has(id) && this.statuses.hasChanged(view, id)) changed.add(id);
    }
    for (const id of changed) this.publishStatus(id);
    this.thermometers.publishChanges();
  }

  private readingCame(cooker: CookerState): void {
    const last = this.sequences.get(cooker.id);
    if (last !== undefined && sequenceOf(cooker) <= last) return;
    this.sequences.set(cooker.id, sequenceOf(cooker));
    this.publishReading(cooker);
    this.publishStatus(cooker.id);
  }

  /** A client cannot be shown that a cooker is gone, so it begins anew. */
  private listChanged(): void {
    const { account } = this.gateway;
    for (const group of this.hub.all) {
      const { cookers } = visibleTo(group.view.principal, account);
      const known = [...group.view.shown.keys(), ...(group.filter.deviceId ? [group.filter.deviceId] : [])];
      if (account.listed && known.some((id) => !cookers.has(id))) this.hub.end(group);
    }
    this.publishChanges();
  }

  private publishStatus(deviceId: string): void {
    this.hub.publish({ type: 'status', deviceId, isPerView: true }, (view) =>
      this.statuses.show(view, deviceId),
    );
  }

  private publishReading(cooker: CookerState): void {
    this.hub.publish({ type: 'reading', deviceId: cooker.id }, () => this.readingOf(cooker));
  }

  private readingOf(cooker: CookerState): ReadingEventDto | undefined {
    const { id, latest } = cooker;
    if (latest === undefined) return undefined;
    const { reading, seenAt } = latest;
    const age = this.clock.monotonic() - seenAt;
    return {
      device_id: id,
      cook_id: (reading.running && this.tracker.on(id)?.id) || null,
      at: instant(new Date(this.clock.now().getTime() - age)),
      water_temp_celsius: reading.water ?? null,
      target_temp_celsius: reading.target ?? null,
      state: reading.mode,
    };
  }

  private publishCooks(changes: readonly CookChange[]): void {
    for (const { cookId, deviceId, change } of changes) {
      const data = (): CookEventDto => ({ cook_id: cookId, device_id: deviceId, change });
      this.hub.publish({ type: 'cook', deviceId }, data);
    }
  }
}

const sequenceOf = ({ latest }: CookerState): number => latest?.sequence ?? -1;
