import type { Pacing } from './time-slices.js';

/** Options of a write. */
export interface Writing {
  /**
   * Whether the write survives a power cut, true by default. Otherwise it does not wait for the disk: a later durable
   * write includes it, and the end of the process alone never undoes it.
   */
  readonly durable?: boolean;
  /** How long it waits while a large database is being verified; default until the end. */
  readonly waits?: Waits;
}

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
