import type { AlertMessage } from '../channels/alert-channel.js';
import type { Delivery } from './delivery.js';

/** What the life of alerts asks of the outbox: to send what was written, and to hold back what has become pointless. */
export abstract class Outbox {
  /**
   * Takes deliveries that are waiting, each from its `notBefore` on, and returns at once. They were written in the
   * transaction of their alert; while the database is unusable they come all the same, and their writer keeps them. A
   * delivery with an id that is known and not yet tried takes its place.
   */
  abstract take(deliveries: readonly Delivery[]): void;

  /**
   * Takes back those that are waiting, are not being sent, and match. What comes back is `cancelled` and not written yet:
   * the caller writes it together with the transition that made it pointless.
   */
  abstract withdraw(matches: (delivery: Delivery) => boolean): Delivery[];

  /**
   * A start-up step: goes on with what an earlier process left, and repeats what it was sending. It never rejects: while
   * the database cannot be read, it is tried again.
   */
  abstract restore(): Promise<void>;

  /**
   * Sends a test by a channel, once and at once. It is kept in the log of deliveries; it never rejects.
   * @param channel the name of the channel
   * @param id of the delivery, which is new
   * @returns the delivery with its attempt
   */
  abstract sendTest(channel: string, id: string, message: AlertMessage): Promise<Delivery>;

  /** Ends: what is being sent has some seconds to end, and nothing else begins. It never rejects. */
  abstract close(): Promise<void>;

  /** What it holds at the moment. */
  abstract readonly figures: OutboxFigures;
}

/** What the outbox holds. */
export interface OutboxFigures {
  readonly waiting: number;
  readonly sending: number;
  /** The names of the channels whose last attempt failed. */
  readonly failingChannels: readonly string[];
}
