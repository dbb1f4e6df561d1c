import type { Pacing } from './time-slices.js';

/** Options of a write. */
export interface Writing {
  /** When the write survives a power cut; the end of the process alone never undoes it. Default `now`. */
  readonly durable?: Durability;
  /** How long it waits while a large database is being verified; default until the end. */
  readonly waits?: Waits;
}

/**
 * `now`: once the promise resolves. `soon`: within a few milliseconds, without waiting for the disk. `later`: with the
 * next write of one of the other two.
 */
export type Durability = 'now' | 'soon' | 'later';

export type Waits = 'to-the-end' | 'a-moment' | 'never';

/** Options of a query. */
export interface Reading {
  /**
   * Whether the query may run while the database is still being verified, false by default. Then it must select
   * `safeColumns` and verify every row itself.
   */
  readonly early?: boolean;
}

/** Options of opening a database, for tests. */
export interface OpeningTerms {
  /** The largest database that is verified in one go, in bytes. */
  readonly atOnceBytes?: number;
  readonly pacing?: Pacing;
}
