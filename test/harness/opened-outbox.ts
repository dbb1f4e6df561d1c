import type { AlertChanges } from '../../src/alerts/alert-store.js';
import type { AlertMessage } from '../../src/alerts/channels/alert-channel.js';
import { DeliveringOutbox, type DeliveryWriter } from '../../src/alerts/outbox/delivering-outbox.js';
import type { Delivery } from '../../src/alerts/outbox/delivery.js';
import { SqlAlertStore } from '../../src/alerts/store/sql-alert-store.js';
import { Database } from '../../src/storage/database.js';
import { DataFolder } from './data-folder.js';
import { DrivenClock } from './driven-clock.js';
import { MortalProcess } from './mortal-process.js';
import { ScriptedChannels, type ScriptedChannel } from './scripted-channel.js';
import { makeDelivery, makeMessage } from './stored-alerts.js';
import { until } from './until.js';

/** An outbox over a real database, with a clock and channels that the test drives. */
export class OpenedOutbox {
  readonly changes: Delivery[] = [];
  readonly store: SqlAlertStore;
  readonly outbox: DeliveringOutbox;
  private readonly database: Database;
  private readonly process: MortalProcess;

  constructor(
    private readonly channels: readonly ScriptedChannel[],
    readonly clock = new DrivenClock(),
    readonly data = new DataFolder(),
    writerOf: (store: SqlAlertStore) => DeliveryWriter = (store) => store,
  ) {
    this.process = new MortalProcess(clock);
    this.database = new Database(data.path, clock);
    this.store = new SqlAlertStore(this.database);
    this.outbox = new DeliveringOutbox({
      store: this.store,
      writer: writerOf(this.store),
      channels: new ScriptedChannels(channels.map((channel) => this.process.channel(channel))),
      clock: this.process,
      chance: () => 0.5,
      changed: (delivery) => this.changes.push(delivery),
    });
  }

  /** Writes deliveries as the life of alerts does, and hands them to the outbox. */
  async send(...deliveries: readonly Delivery[]): Promise<void> {
    await this.save({ deliveries });
    this.outbox.take(deliveries);
  }

  save(changes: AlertChanges): Promise<void> {
    return this.store.save(changes);
  }

  /** A delivery as it is stored. */
  async stored(id: string): Promise<Delivery | undefined> {
    return (await this.store.deliveries(1_000)).find((delivery) => delivery.id === id);
  }

  /** Waits until a delivery is stored in this state. */
  async reaches(id: string, state: Delivery['state']): Promise<Delivery> {
    await until(async () => (await this.stored(id))?.state, state);
    return (await this.stored(id))!;
  }

  /** Advances the clock in steps, so that writes and attempts happen in between. */
  async pass(ms: number, step = ms): Promise<void> {
    for (let rest = ms; rest > 0; rest -= step) {
      await this.clock.elapse(Math.min(step, rest));
      await this.settle();
    }
  }

  /** Resolves once nothing is written any more. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await new Promise<void>((resume) => setImmediate(resume));
  }

  /** Kills the process. @returns the outbox of the next one, with what this moment leaves on the disk */
  crash(channels = this.channels): OpenedOutbox {
    this.process.kill();
    return new OpenedOutbox(channels, this.clock, this.data.copy());
  }

  async close(): Promise<void> {
    this.process.kill();
    await this.database.onApplicationShutdown();
    this.data.remove();
  }
}

/** A delivery with this id, whose message has a key of its own. */
export const deliveryOf = (
  id: string,
  some: Partial<Delivery> = {},
  message: Partial<AlertMessage> = {},
): Delivery =>
  makeDelivery({
    id,
    message: makeMessage({ key: `key-${id}`, ...message }),
    alertId: `alert-${id}`,
    ...some,
  });
