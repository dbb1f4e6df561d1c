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
}
