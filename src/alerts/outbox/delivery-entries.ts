import type { Clock } from '../../shared/clock.js';
import type { Chance } from '../../shared/retry-delays.js';
import type { SendResult } from '../channels/alert-channel.js';
import { pauseAfter, TRIED_AT_MOST } from './delivery-pauses.js';
import { nextSteps, type NextSteps, type QueuedDelivery } from './delivery-queue.js';
import { begun, ended, fallenThrough, isOver, passedOn } from './delivery-steps.js';
import type { Delivery } from './delivery.js';
import type { OutboxFigures } from './outbox.js';

/** When a channel works again, what waits for it is tried within so many milliseconds. */
const CATCH_UP = 5_000;

interface Entry extends QueuedDelivery {
  /** Since when time counts that `triedFor` does not hold yet, on the monotonic clock; null before the first attempt. */
  readonly triedSince: number | null;
  /** What it says is no longer true: it is not tried again. */
  readonly isPointless: boolean;
}

/** The deliveries that are waiting or being sent, with their times on the monotonic clock, which never jumps. */
export class DeliveryEntries {
  private readonly entries = new Map<string, Entry>();
  private readonly pausedUntil = new Map<string, number>();
  private readonly failing = new Set<string>();
  private order = 0;

  constructor(
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  get figures(): OutboxFigures {
    const sending = [...this.entries.values()].filter(({ begunAt }) => begunAt !== null).length;
    return { waiting: this.entries.size - sending, sending, failingChannels: [...this.failing] };
  }

  nextSteps(): NextSteps {
    const now = { monotonic: this.monotonic, wall: this.wall };
    return nextSteps([...this.entries.values()], now, this.pausedUntil);
  }

  /** Adds a delivery, or puts it in the place of the same one where that was not tried yet. */
  put(delivery: Delivery): QueuedDelivery {
    const known = this.entries.get(delivery.id);
    if (known !== undefined && known.delivery.attempts.length > 0) return known;
    const isNew = delivery.attempts.length === 0;
    // One that failed in an earlier process is tried again as soon as its channel works.
    if (delivery.attempts.at(-1)?.result === 'failed') this.failing.add(delivery.channel);
    const wait = Math.max(0, delivery.notBefore - this.wall);
    const entry: Entry = {
      delivery,
      order: known?.order ?? this.order++,
      dueAt: this.monotonic + Math.min(wait, isNew ? TRIED_AT_MOST : lastPause(delivery)),
      dueByWall: isNew ? delivery.notBefore : null,
      begunAt: null,
      triedSince: isNew ? null : this.monotonic,
      isPointless: false,
    };
    this.entries.set(delivery.id, entry);
    return entry;
  }

  /** Takes out those that match and wait; those that are being sent are not tried again. @returns them, cancelled */
  withdraw(matches: (delivery: Delivery) => boolean): Delivery[] {
    const found = [...this.entries.values()].filter(({ delivery }) => matches(delivery));
    return found.flatMap((entry) => {
      const { id } = entry.delivery;
      if (entry.begunAt !== null) {
        this.entries.set(id, { ...entry, isPointless: true });
        return [];
      }
      this.entries.delete(id);
      return [{ ...entry.delivery, state: 'cancelled' as const, triedFor: this.triedFor(entry) }];
    });
  }

  /** Begins an attempt. @returns the delivery as it is then */
  begin(queued: QueuedDelivery, dropsRepeats: boolean): Delivery {
    const entry = this.entries.get(queued.delivery.id)!;
    const delivery = begun(entry.delivery, this.wall, dropsRepeats);
    const now = this.monotonic;
    const triedSince = entry.triedSince ?? now;
    this.entries.set(delivery.id, { ...entry, delivery, begunAt: now, triedSince });
    return delivery;
  }

  /** Ends an attempt. @returns the delivery as it is then, and the same message for the next channel where it falls through */
  end(id: string, result: SendResult): readonly [Delivery, Delivery?] {
    const entry = this.entries.get(id)!;
    const triedFor = this.triedFor(entry);
    const asked = result.sent ? 0 : (result.retryAfter ?? 0);
    const pause = pauseAfter(entry.delivery.attempts.length, triedFor, asked, this.chance);
    const { isPointless } = entry;
    const delivery = ended(entry.delivery, { result, at: this.wall, triedFor, pause, isPointless });
    this.noteChannel(delivery.channel, result.sent, asked);
    const falls = delivery.state === 'waiting' || delivery.state === 'failed' || delivery.state === 'dead';
    const passed = falls ? fallenThrough(delivery, this.wall) : undefined;
    this.keep(entry, passed?.[0] ?? delivery, pause);
    return passed ?? [delivery];
  }

  /** Passes a waiting message on to the next channel. @returns the delivery as it is then, and that of the next channel */
  passOn(queued: QueuedDelivery): readonly [Delivery, Delivery] | undefined {
    const entry = this.entries.get(queued.delivery.id);
    const passed = entry && passedOn(entry.delivery, this.wall);
    if (entry && passed) this.entries.set(entry.delivery.id, { ...entry, delivery: passed[0] });
    return passed;
  }

  private keep(entry: Entry, delivery: Delivery, pause: number): void {
    const now = this.monotonic;
    if (isOver(delivery)) this.entries.delete(delivery.id);
    else {
      const times = { dueAt: now + pause, dueByWall: null, begunAt: null, triedSince: now };
      this.entries.set(delivery.id, { ...entry, delivery, ...times });
    }
  }

  /** A channel that works again gets what waits for it; one that asks for a pause gets it. */
  private noteChannel(name: string, works: boolean, asked: number): void {
    if (asked > 0) this.pausedUntil.set(name, this.monotonic + Math.min(asked, TRIED_AT_MOST));
    if (!works) {
      this.failing.add(name);
      return;
    }
    this.pausedUntil.delete(name);
    if (!this.failing.delete(name)) return;
    const soon = this.monotonic + this.chance() * CATCH_UP;
    for (const [id, entry] of this.entries) {
      if (entry.delivery.channel !== name || entry.delivery.attempts.length === 0) continue;
      this.entries.set(id, { ...entry, dueAt: Math.min(entry.dueAt, soon) });
    }
  }

  private triedFor({ delivery, triedSince }: Entry): number {
    return delivery.triedFor + (triedSince === null ? 0 : this.monotonic - triedSince);
  }

  private get monotonic(): number {
    return this.clock.monotonic();
  }

  private get wall(): number {
    return this.clock.now().getTime();
  }
}

/** The pause that followed the last attempt, in milliseconds; none after one that a crash cut off. */
function lastPause({ attempts }: Delivery): number {
  const last = attempts.at(-1);
  return last === undefined || last.endedAt === null || last.retryAt === null
    ? 0
    : last.retryAt - last.endedAt;
}
