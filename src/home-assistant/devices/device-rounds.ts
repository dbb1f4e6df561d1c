import type { Clock } from '../../shared/clock.js';
import type { Topics } from '../topics.js';
import type { Alert } from '../../alerts/lifecycle/alert.js';
import { alertEvent } from '../alerts/alert-messages.js';
import type { OpenAlerts } from '../alerts/open-alerts.js';
import type { CookerViews } from './cooker-views.js';
import type { DeviceMemory } from './device-memory.js';
import type { DevicePublisher } from './device-publisher.js';
import type { DeviceView } from './device-view.js';
import type { PublishedDevice } from './published-devices.js';
import type { ThermometerViews } from './thermometer-views.js';

/** The least time between two states of one thermometer, in ms: some measure several times a second. */
const LEAST_INTERVAL = 900;

/** What the rounds work with. */
export interface RoundParts {
  readonly topics: Topics;
  readonly publisher: DevicePublisher;
  readonly memory: DeviceMemory;
  readonly cookers: CookerViews;
  readonly thermometers: ThermometerViews;
  readonly server: () => DeviceView;
  readonly alerts: OpenAlerts;
  readonly clock: Clock;
}

/** Goes through every device: publishes those that are there, and removes those that are gone. */
export class DeviceRounds {
  constructor(private readonly parts: RoundParts) {}

  /** Publishes everything, whatever the broker still has of it. */
  async publishAll(): Promise<void> {
    const { memory, publisher, thermometers, topics } = this.parts;
    const [earlier] = await Promise.all([memory.load(topics), thermometers.restore()]);
    publisher.beginAnew();
    if (earlier !== undefined) publisher.removeEarlier(earlier);
    const views = this.views();
    const known = new Set(views.map(keyOf));
    for (const device of memory.all) if (!known.has(keyOf(device))) publisher.showUnknown(device);
    for (const view of views) this.show(view);
    for (const view of views) publisher.describe(view);
    this.removeGone();
  }

  /** Publishes what has changed, also by time alone. */
  go(): void {
    const views = this.views(this.parts.clock.monotonic() - LEAST_INTERVAL);
    for (const view of views) this.publish(view);
    this.removeGone();
  }

  /** A cooker reported. */
  cookerChanged(cookerId: string): void {
    const view = this.parts.cookers.of(cookerId);
    if (view !== undefined) this.publish(view);
  }

  /** A thermometer was heard. A further change within a second is published by the next round. */
  thermometerChanged(id: string): void {
    const { publisher, thermometers, clock } = this.parts;
    if (clock.monotonic() - publisher.sentAt({ kind: 'thermometer', id }) < LEAST_INTERVAL) return;
    const view = thermometers.of(id);
    if (view !== undefined) this.publish(view);
  }

  /** An alert fired, was acknowledged or escalated, or is over. */
  alertChanged(alert: Alert): void {
    const { alerts, publisher, topics, clock } = this.parts;
    const isNews = alerts.note(alert);
    const server = { kind: 'server', id: topics.prefix } as const;
    const own = alerts.deviceOf(alert);
    for (const device of own === undefined ? [server] : [server, own]) {
      publisher.showAlert(device, alerts.of(device));
      if (isNews) publisher.tellAlert(device, alertEvent(alert, clock.now().getTime()));
    }
  }

  private publish(view: DeviceView): void {
    this.show(view);
    this.parts.publisher.describe(view);
  }

  private show(view: DeviceView): void {
    const { publisher, alerts } = this.parts;
    publisher.showState(view);
    publisher.showAlert(view, alerts.of(view));
  }

  /** The server first, since the others are reached through it. @param before those that were sent later are left out */
  private views(before = Infinity): readonly DeviceView[] {
    const { server, cookers, thermometers, publisher } = this.parts;
    const views = [
      ...(cookers.ids ?? []).map((id) => cookers.of(id)),
      ...thermometers.ids
        .filter((id) => publisher.sentAt({ kind: 'thermometer', id }) <= before)
        .map((id) => thermometers.of(id)),
    ];
    return [server(), ...views.filter((view) => view !== undefined)];
  }

  /** Before the cloud has listed the cookers, it is not known which of them are gone; so with the thermometers. */
  private removeGone(): void {
    const { memory, publisher, cookers, thermometers } = this.parts;
    const present = {
      server: [this.parts.topics.prefix],
      cooker: cookers.ids,
      thermometer: thermometers.allIds,
    };
    for (const device of memory.all)
      if (present[device.kind]?.includes(device.id) === false) publisher.remove(device);
  }
}

const keyOf = ({ kind, id }: Pick<PublishedDevice, 'kind' | 'id'>): string => `${kind} ${id}`;
