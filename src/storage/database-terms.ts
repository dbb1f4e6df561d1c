import type { Pacing } from './time-slices.js';

/** How a write is done. */
export interface Writing {
  /**
   * Whether a power cut after it must not undo it, true by default. Else it does not wait for the disk; what is
   * written durably later takes it along, and the end of the process alone never undoes it.
   */
  readonly durable?: boolean;
  /** How long it waits while a large database is still being verified: to the end, by default. */
  readonly waits?: Waits;
}

export type Waits = 'to-the-end' | 'a-moment' | 'never';

/** How something is read. */
export interface Reading {
  /**
   * Whether it is read also from a database that is still being verified, false by default. Then it must select what
   * damage cannot do harm in (`safeColumns`) and judge every row by itself.
   */
  readonly early?: boolean;
}

/** How a database is opened; tests set it. */
export interface OpeningTerms {
  /** Up to this size it is verified in one go. */
  readonly atOnceBytes?: number;
  readonly pacing?: Pacing;
}
