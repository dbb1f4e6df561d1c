import type { Clock } from '../../shared/clock.js';
import type { Milliseconds } from '../../shared/units.js';
import type { PublishOptions } from '../../thermometers/vendors/mqtt/connection/broker-connection.js';
import {
  deviceMessage,
  discoveryId,
  OFFLINE,
  ONLINE,
  type Device,
  type Origin,
} from '../discovery/device-message.js';
import { Topics } from '../topics.js';
import type { DeviceMemory } from './device-memory.js';
import type { DeviceView, StateMessage } from './device-view.js';
import type { PublishedDevice, PublishedDevices } from './published-devices.js';

/** A connection that may be gone at any moment. */
export interface Broker {
  publish(topic: string, payload: string, options: PublishOptions): Promise<boolean>;
  /** Publishes what the broker keeps, without waiting. */
  show(topic: string, payload: string): void;
}

/** What is on the broker of one device. */
interface Sent {
  signature: string | undefined;
  isAvailable: boolean;
  state: StateMessage;
  at: Milliseconds;
  alert?: string;
}

/** A state that only says that its values are newer is sent so rarely, in ms: each one is a row in a database. */
const REFRESH = 10_000;
/** How the names of instants of readings end. */
const READING_AT = 'reading_at';
const KEPT = { retain: true, quality: 1 } as const;
/** Home Assistant takes no event that the broker kept. */
const ONCE = { retain: false, quality: 1 } as const;

/** Publishes devices: of each what differs from what the broker has. */
export class DevicePublisher {
  private readonly sent = new Map<string, Sent>();

  constructor(
    private readonly topics: Topics,
    private readonly origin: Origin,
    private readonly memory: DeviceMemory,
    private readonly broker: Broker,
    private readonly clock: Clock,
  ) {}

  /** A broker that was away may have nothing any more. */
  beginAnew(): void {
    this.sent.clear();
  }

  /** When the state of a device was last sent, on the monotonic clock. */
  sentAt(device: Pick<DeviceView, 'kind' | 'id'>): number {
    return this.sent.get(discoveryId(device))?.at ?? -Infinity;
  }

  /** Publishes state and availability, where they are news. */
  showState(view: DeviceView): void {
    const { kind, id, isAvailable } = view;
    const key = discoveryId(view);
    const before = this.sent.get(key);
    const state = view.stateAfter(before?.state);
    const topics = this.topics.of(kind, id);
    const now = this.clock.monotonic();
    if (before === undefined || isNews(before, state, now)) {
      this.broker.show(topics.state, JSON.stringify(state));
      const alert = before?.alert === undefined ? {} : { alert: before.alert };
      this.sent.set(key, { signature: before?.signature, isAvailable, state, at: now, ...alert });
    }
    if (kind !== 'server' && before?.isAvailable !== isAvailable) {
      this.showAvailability(view, isAvailable);
      this.sent.get(key)!.isAvailable = isAvailable;
    }
  }

  /** Publishes the open alert of a device that has been published, where it is another. */
  showAlert(device: Pick<DeviceView, 'kind' | 'id'>, content: object): void {
    const sent = this.sent.get(discoveryId(device));
    const alert = JSON.stringify(content);
    if (sent === undefined || sent.alert === alert) return;
    sent.alert = alert;
    void this.broker.publish(this.topics.of(device.kind, device.id).alert, alert, KEPT);
  }

  /** Publishes what happened to an alert of a device, once. */
  tellAlert({ kind, id }: Pick<DeviceView, 'kind' | 'id'>, event: object): void {
    void this.broker.publish(this.topics.of(kind, id).alerts, JSON.stringify(event), ONCE);
  }

  /** Publishes the description of a device, where it has changed. */
  describe(view: DeviceView): void {
    const sent = this.sent.get(discoveryId(view));
    if (sent === undefined || sent.signature === view.signature) return;
    sent.signature = view.signature;
    const device = view.describe();
    const gone = this.memory.note(device);
    void this.memory.save(this.topics);
    if (gone.length > 0) this.announce(device, deviceMessage(device, this.topics, this.origin, gone));
    this.announce(device, deviceMessage(device, this.topics, this.origin));
  }

  /** Says of a device of which nothing is known yet that it cannot be reached: an old number would look like a new one. */
  showUnknown(device: Pick<PublishedDevice, 'kind' | 'id'>): void {
    if (device.kind !== 'server') this.showAvailability(device, false);
  }

  /** Removes a device from Home Assistant, and what the broker keeps of it. */
  remove(device: PublishedDevice): void {
    this.sent.delete(discoveryId(device));
    this.clear(device, this.topics);
    this.memory.forget(device);
    void this.memory.save(this.topics);
  }

  /** Removes what was published under other prefixes. */
  removeEarlier({ prefix, discoveryPrefix, devices }: PublishedDevices): void {
    const earlier = new Topics(prefix, discoveryPrefix);
    for (const device of devices) this.clear(device, earlier);
    void this.memory.save(this.topics);
  }

  private clear(device: PublishedDevice, topics: Topics): void {
    const { state, availability, alert } = topics.of(device.kind, device.id);
    for (const topic of [topics.discovery(discoveryId(device)), state, alert, availability])
      void this.broker.publish(topic, '', KEPT);
  }

  private showAvailability({ kind, id }: Pick<DeviceView, 'kind' | 'id'>, isAvailable: boolean): void {
    void this.broker.publish(this.topics.of(kind, id).availability, isAvailable ? ONLINE : OFFLINE, KEPT);
  }

  private announce(device: Device, message: object): void {
    void this.broker.publish(this.topics.discovery(discoveryId(device)), JSON.stringify(message), KEPT);
  }
}

/** Whether a state says more than the one before; that its values are newer does so after a while. */
function isNews({ state: before, at }: Sent, now: StateMessage, moment: Milliseconds): boolean {
  const names = Object.keys(now);
  if (names.length !== Object.keys(before).length) return true;
  let isNewer = false;
  for (const name of names) {
    if (before[name] === now[name]) continue;
    if (!name.endsWith(READING_AT)) return true;
    isNewer = true;
  }
  return isNewer && moment - at >= REFRESH;
}
