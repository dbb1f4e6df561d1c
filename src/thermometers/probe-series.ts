import type { ProbeReading } from './thermometer.js';

/** The readings of a span of time: one of them, or many folded to one. */
export interface ReadingBucket {
  /** When it begins, in milliseconds since 1970; of a first one that began before the span, when the span begins. */
  readonly at: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly last: number;
  /** How many readings with a value it holds, at least 1. */
  readonly count: number;
  /** Whether any of them was late. */
  readonly late: boolean;
}

/**
 * The store of probe readings, for years. `history` implements it. Temperatures are kept to a thousandth of a degree, and
 * instants to a millisecond. All instants are milliseconds since 1970. Every method rejects with a
 * StorageUnavailableError while the file cannot be used; where there is none yet, there are no readings.
 */
export abstract class ProbeSeries {
  /**
   * Writes readings in any order; a repeat of an instant counts once, as it was received first. Durable when fulfilled,
   * within a second. When it rejects, the readings are kept in memory and tried again with the next.
   */
  abstract append(readings: readonly ProbeReading[]): Promise<void>;
  /** Whether a probe ever had a reading. */
  abstract knows(probeId: string): Promise<boolean>;
  /**
   * The raw readings of a probe from `from` until before `to`, oldest first, at most `limit`; those without a value are
   * among them.
   */
  abstract raw(probeId: string, from: number, to: number, limit?: number): Promise<ProbeReading[]>;
  /** Whether of a part of a span only what was folded is left, since its raw readings were deleted. */
  abstract isFoldedOnly(probeId: string, from: number, to: number): Promise<boolean>;
  /**
   * The same span folded into at most about `points` buckets of whole seconds, which begin at multiples of their width;
   * those without a value are absent.
   */
  abstract folded(probeId: string, from: number, to: number, points: number): Promise<ReadingBucket[]>;
  /**
   * Keeps the raw readings of a probe between two instants for ever (a session). `to` null: all that follow, until a call
   * with the same `from` ends it.
   */
  abstract keep(probeId: string, from: number, to: number | null): Promise<void>;
}
