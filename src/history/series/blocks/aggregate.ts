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
    const span = this.spanAt(at, milli, late);
    if (milli < span.min) span.min = milli;
    if (milli > span.max) span.max = milli;
    span.sum += milli;
    span.count++;
    if (late) span.late = true;
    if (at < span.lastAt) return;
    span.lastAt = at;
    span.last = milli;
  }

  /** Adds an aggregate to the span in which it begins. */
  add(part: Aggregate): void {
    const span = this.spanAt(part.at, part.min, part.late);
    if (part.min < span.min) span.min = part.min;
    if (part.max > span.max) span.max = part.max;
    span.sum += part.sum;
    span.count += part.count;
    if (part.late) span.late = true;
    if (part.at < span.lastAt) return;
    span.lastAt = part.at;
    span.last = part.last;
  }

  /** The spans with a reading, oldest first. */
  get aggregates(): Aggregate[] {
    const plain = ({ at, min, max, sum, last, count, late }: Growing): Aggregate => ({
      at,
      min,
      max,
      sum,
      last,
      count,
      late,
    });
    return Array.from(this.spans.values(), plain).sort(byTime);
  }

  /** The span of an instant; a new one has no reading yet. */
  private spanAt(at: number, value: number, late: boolean): Growing {
    const begin = at - (at % this.width);
    if (this.newest?.at === begin) return this.newest;
    const known = this.spans.get(begin);
    if (known !== undefined) return (this.newest = known);
    const span = { at: begin, min: value, max: value, sum: 0, last: value, count: 0, late, lastAt: at };
    this.spans.set(begin, span);
    return (this.newest = span);
  }
}

const byTime = (one: Aggregate, other: Aggregate): number => one.at - other.at;

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
