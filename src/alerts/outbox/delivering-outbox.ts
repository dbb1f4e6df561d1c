import { Logger } from '@nestjs/common';
import { waitFor, type Cancel, type Clock } from '../../shared/clock.js';
import type { Chance } from '../../shared/retry-delays.js';
import { milliseconds } from '../../shared/units.js';
import { ifReadable } from '../../storage/storage.errors.js';
import type { AlertChanges, AlertStore } from '../alert-store.js';
import type { AlertMessage, SendResult } from '../channels/alert-channel.js';
import type { AlertChannels } from '../channels/alert-channels.js';
import { DeliveryEntries } from './delivery-entries.js';
import type { QueuedDelivery } from './delivery-queue.js';
import { isOver, resumed } from './delivery-steps.js';
import type { Delivery } from './delivery.js';
import { Outbox, type OutboxFigures } from './outbox.js';
import { isPointless } from './pointless.js';
import { sendOnce } from './send-once.js';

/** How long a shutdown waits for attempts under way, in milliseconds. */
const CLOSING_TIMEOUT = milliseconds(5_000);
/** When what an earlier process left is read again, should the database be unusable; in milliseconds. */
const RESTORED_AGAIN = milliseconds(5_000);
/** The longest time until the queue is looked at again, in milliseconds: what a timer takes. */
const LONGEST_SLEEP = 24 * 3_600_000;

/** Writes deliveries. It never rejects: what cannot be written now is kept and written later. */
export interface DeliveryWriter {
  /** Fulfilled once the changes survive a power cut, or are known not to be writable now. */
  save(changes: AlertChanges): Promise<unknown>;
  /** The same without a flush to the disk. */
  saveLater(changes: AlertChanges): Promise<unknown>;
}

/** What an outbox works with. */
export interface OutboxParts {
  readonly store: Pick<AlertStore, 'unfinished' | 'find'>;
  readonly writer: DeliveryWriter;
  readonly channels: AlertChannels;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Called with each delivery that has changed, for observers. */
  readonly changed?: (delivery: Delivery) => void;
}

/**
 * The outbox: sends what is due, tries again what failed, and passes it on to the next channel meanwhile. Every attempt
 * is written before it begins and when it has ended, so that after a crash the attempt that it cut off is known.
 */
export class DeliveringOutbox extends Outbox {
  private readonly logger = new Logger('AlertOutbox');
  private readonly queue: DeliveryEntries;
  /** Messages for the next channel that are being written, by id. */
  private readonly passing = new Map<string, Delivery>();
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly closing = new AbortController();
  /** Ids that this process has had, until what earlier ones left was read. */
  private seen: Set<string> | undefined = new Set();
  private cancelWake: Cancel | undefined;
  private cancelRestore: Cancel | undefined;
  private isClosed = false;

  constructor(private readonly parts: OutboxParts) {
    super();
    this.queue = new DeliveryEntries(parts.clock, parts.chance);
  }

  async restore(): Promise<void> {
    const found = await ifReadable(this.readUnfinished());
    if (found === undefined) {
      this.cancelRestore = this.parts.clock.after(RESTORED_AGAIN, () => void this.restore());
      return;
    }
    const left = found.filter(({ id }) => this.seen?.has(id) !== true);
    this.seen = undefined;
    const resumable = left.map(({ delivery, isPointless }) => {
      const next = resumed(delivery);
      return isPointless && !isOver(next) ? { ...next, state: 'cancelled' as const } : next;
    });
    const known = new Set(left.map(({ delivery }) => delivery));
    const changed = resumable.filter((delivery) => !known.has(delivery));
    if (changed.length > 0) await this.write(changed, true);
    this.take(resumable.filter((delivery) => !isOver(delivery)));
  }

  take(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) {
      this.seen?.add(delivery.id);
      this.queue.put(delivery);
    }
    this.run();
  }

  withdraw(matches: (delivery: Delivery) => boolean): Delivery[] {
    const withdrawn = this.queue.withdraw(matches);
    const passing = [...this.passing.values()].filter(matches);
    for (const { id } of passing) this.passing.delete(id);
    this.run();
    return [...withdrawn, ...passing.map((delivery) => ({ ...delivery, state: 'cancelled' as const }))];
  }

  async sendTest(channel: string, id: string, message: AlertMessage): Promise<Delivery> {
    const at = this.parts.clock.now().getTime();
    this.seen?.add(id);
    return this.track(this.attempt(this.queue.put(testDelivery(channel, id, message, at))));
  }

  /** What is waiting and being sent, and the channels whose last attempt failed. */
  get figures(): OutboxFigures {
    return this.queue.figures;
  }

  /** Ends: what is being sent has some seconds to end, and nothing else begins. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.cancelWake?.();
    this.cancelRestore?.();
    await waitFor(Promise.allSettled(this.underWay), CLOSING_TIMEOUT, this.parts.clock);
    this.closing.abort();
    await Promise.allSettled(this.underWay);
  }

  /** Begins what is due, and plans when to look again. */
  private run(): void {
    this.cancelWake?.();
    if (this.isClosed) return;
    const { start, fallThrough, wakeAt } = this.queue.nextSteps();
    for (const entry of start) void this.track(this.attempt(entry));
    for (const entry of fallThrough) void this.track(this.passOn(entry));
    const delay = Math.min(wakeAt - this.parts.clock.monotonic(), LONGEST_SLEEP);
    if (wakeAt < Infinity) this.cancelWake = this.parts.clock.after(milliseconds(delay), () => this.run());
  }

  /** One attempt from its beginning to its end. @returns the delivery after it */
  private async attempt(entry: QueuedDelivery): Promise<Delivery> {
    const channel = this.parts.channels.find(entry.delivery.channel);
    const started = this.queue.begin(entry, channel?.dropsRepeats ?? true);
    // Where repeats are dropped, forgetting the attempt in a power cut does no harm: no flush to the disk is needed.
    await this.write([started], channel?.dropsRepeats === false);
    const result = await sendOnce(channel, started.message, this.parts.clock, this.closing.signal);
    const [own, successor] = this.queue.end(started.id, result);
    this.log(own, result);
    await this.writeWithNext(own, successor);
    return own;
  }

  /** Passes a message on to the next channel before its first attempt. */
  private async passOn(entry: QueuedDelivery): Promise<void> {
    const passed = this.queue.passOn(entry);
    if (passed !== undefined) await this.writeWithNext(...passed);
  }

  /** Writes a delivery together with that of the next channel, which is taken unless it was withdrawn meanwhile. */
  private async writeWithNext(own: Delivery, successor: Delivery | undefined): Promise<void> {
    if (successor === undefined) {
      await this.write([own], isOver(own));
      return this.take([]);
    }
    this.passing.set(successor.id, successor);
    await this.write([own, successor], true);
    this.take(this.passing.delete(successor.id) ? [successor] : []);
  }

  private async write(deliveries: readonly Delivery[], durably: boolean): Promise<void> {
    const { writer } = this.parts;
    await (durably ? writer.save({ deliveries }) : writer.saveLater({ deliveries }));
    for (const delivery of deliveries) this.parts.changed?.(delivery);
  }

  private async readUnfinished(): Promise<
    { readonly id: string; readonly delivery: Delivery; readonly isPointless: boolean }[]
  > {
    const { store } = this.parts;
    const found = await store.unfinished();
    return Promise.all(
      found.map(async (delivery) => {
        const about = [delivery.alertId, ...delivery.alsoAlertIds].filter((id) => id !== null);
        const alerts = await Promise.all(about.map((id) => store.find(id)));
        return { id: delivery.id, delivery, isPointless: isPointless(delivery, alerts) };
      }),
    );
  }

  private log({ channel, state, attempts }: Delivery, result: SendResult): void {
    if (result.sent || attempts.length > 1) return;
    const rest = state === 'waiting' ? 'It is tried again.' : 'It is not tried again.';
    this.logger.warn(`A message could not be sent by ${channel}: ${result.why} ${rest}`);
  }

  private track<Result>(work: Promise<Result>): Promise<Result> {
    const forget = () => void this.underWay.delete(work);
    this.underWay.add(work);
    work.then(forget, forget);
    return work;
  }
}

const testDelivery = (channel: string, id: string, message: AlertMessage, at: number): Delivery => ({
  ...{ id, alertId: null, alsoAlertIds: [], channel, next: [], message },
  ...{ state: 'waiting', createdAt: at, notBefore: at, quietHours: null },
  ...{ attempts: [], triedFor: 0, maybeTwice: false },
});
