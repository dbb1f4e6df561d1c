import type { PackedReading } from './readings-block.js';

/** The readings with a value of a span of time, at least one, folded to one. In thousandths of a degree Celsius. */
export interface Aggregate {
  /** When the span begins, in milliseconds since 1970. */
  readonly at: number;
  readonly min: number;
  readonly max: number;
  /** With the count, the exact mean: folding the folded gives what folding the readings gives. */
  readonly sum: number;
  readonly last: number;
  readonly count: number;
  /** Whether any of them was late. */
  readonly late: boolean;
}

/** An aggregate that grows. */
interface Growing extends Aggregate {
  min: number;
  max: number;
  sum: number;
  last: number;
  count: number;
  late: boolean;
  /** When the last of its parts begins. */
  lastAt: number;
}

/** Folds readings, or what was folded already, into spans of one width. They may come in any order. */
export class Fold {
  private readonly spans = new Map<number, Growing>();
  private newest: Growing | undefined;

  /** @param width in milliseconds; the spans begin at its multiples */
  constructor(private readonly width: number) {}

  /** Adds a reading; one without a value adds nothing. */
  addReading({ at, milli, late }: PackedReading): void {
    if (milli === null) return;
    this.add({ at, min: milli, max: milli, sum: milli, last: milli, count: 1, late });
  }

  /** Adds an aggregate to the span in which it begins. */
  add(part: Aggregate): void {
    const begin = part.at - (part.at % this.width);
    const span = this.newest?.at === begin ? this.newest : this.spans.get(begin);
    this.newest = span ?? { ...part, at: begin, lastAt: part.at };
    if (span === undefined) this.spans.set(begin, this.newest);
    else grow(span, part);
  }

  /** The spans with a reading, oldest first. */
  get aggregates(): Aggregate[] {
    return Array.from(this.spans.values(), ({ lastAt: _, ...span }) => span).sort(byTime);
  }
}

const byTime = (one: Aggregate, other: Aggregate): number => one.at - other.at;

function grow(span: Growing, part: Aggregate): void {
  span.min = Math.min(span.min, part.min);
  span.max = Math.max(span.max, part.max);
  span.sum += part.sum;
  span.count += part.count;
  span.late ||= part.late;
  if (part.at < span.lastAt) return;
  span.lastAt = part.at;
  span.last = part.last;
}

/** Folds readings into spans of a width in milliseconds. */
export function foldReadings(readings: readonly PackedReading[], width: number): Aggregate[] {
  const fold = new Fold(width);
  for (const reading of readings) fold.addReading(reading);
  return fold.aggregates;
}

/** Folds aggregates into wider spans. */
export function foldAggregates(parts: readonly Aggregate[], width: number): Aggregate[] {
  const fold = new Fold(width);
  for (const part of parts) fold.add(part);
  return fold.aggregates;
}
