import type { ProbeReading } from './thermometer.js';

/** The readings of a span of time: one of them, or many folded to one. */
export interface ReadingBucket {
  /** When it begins, in milliseconds since 1970. */
  readonly at: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly last: number;
  /** How many readings with a value it holds; 0 is a gap. */
  readonly count: number;
  /** Whether any of them was late. */
  readonly late: boolean;
}

/** The store of probe readings, for years. `history` implements it. */
export abstract class ProbeSeries {
  /** Writes readings in any order; a repeat of the same instant replaces nothing and counts once. Durable when fulfilled. */
  abstract append(readings: readonly ProbeReading[]): Promise<void>;
  /** The raw readings of a probe from `from` until before `to`, oldest first, at most `limit`. */
  abstract raw(probeId: string, from: number, to: number, limit?: number): Promise<ProbeReading[]>;
  /** The same span folded into about `points` buckets of whole seconds; gaps are buckets with count 0 or absent. */
  abstract folded(probeId: string, from: number, to: number, points: number): Promise<ReadingBucket[]>;
  /** Keeps the raw readings of a probe between two instants for ever (a session). `to` null: until told otherwise. */
  abstract keep(probeId: string, from: number, to: number | null): Promise<void>;
}
