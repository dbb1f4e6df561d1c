import { Fold, foldReadings, type Aggregate } from './blocks/aggregate.js';
import type { PackedReading } from './blocks/readings-block.js';
import { uniteReadings } from './blocks/united-readings.js';
import { filled } from './hour-merging.js';
import type { PendingHours } from './pending-hours.js';
import { beginOf, blockId, HOUR, hourOf, LEVELS, MINUTES, type Level } from './places.js';
import { DAMAGED, type SeriesBlocks } from './series-blocks.js';
import type { SeriesTables } from './series-tables.js';

/** Blocks that are read at once, in a millisecond or less on a small computer. */
const BLOCKS_AT_ONCE = 8;

/** A span of one series, in milliseconds since 1970. */
export interface SeriesSpan {
  readonly series: number;
  readonly from: number;
  /** The first instant that is not in it. */
  readonly to: number;
}

/** Reads spans of a series step by step: generators, so that other work gets its turn in between. */
export class SeriesReading {
  constructor(
    private readonly tables: SeriesTables,
    private readonly blocks: SeriesBlocks,
    private readonly pending: PendingHours,
  ) {}

  /** The raw readings of a span, oldest first, an hour at a time. */
  *raw({ series, from, to }: SeriesSpan): Generator<readonly PackedReading[], void> {
    for (const hour of this.hoursWith('readings', { series, from, to })) {
      yield this.rawOf(series, hour).filter(({ at }) => at >= from && at < to);
    }
  }

  /** Whether the raw readings of an hour of a span were deleted. */
  isFoldedOnly({ series, from, to }: SeriesSpan): boolean {
    return this.tables.hasMinutesAlone(blockId(series, from, HOUR), blockId(series, to - 1, HOUR) + 1);
  }

  /** A span folded to spans of `width` milliseconds that begin at its multiples; without the empty ones. */
  *folded(span: SeriesSpan, width: number): Generator<unknown, readonly Aggregate[]> {
    const fold = new Fold(width);
    const level = LEVELS.findLast((each) => width % each.width === 0);
    if (level === undefined) {
      for (const hour of this.hoursWith('minutes', span)) yield this.addHour(fold, hour, span);
      return fold.aggregates;
    }
    const apart = this.hoursApart(level, span);
    yield* this.addLevel(fold, level, span, apart);
    for (const hour of apart) yield this.addHour(fold, hour, span);
    return fold.aggregates;
  }

  /** The hours whose blocks of a level do not say all of a span: some of their readings wait, or lie outside of it. */
  private hoursApart(level: Level, { series, from, to }: SeriesSpan): ReadonlySet<number> {
    const edges = [from, to].filter((at) => at % level.width !== 0).map(hourOf);
    const pending = this.pending.hoursOf(series).filter((hour) => hour + HOUR > from && hour < to);
    return new Set([...pending, ...edges]);
  }

  private *addLevel(
    fold: Fold,
    level: Level,
    span: SeriesSpan,
    apart: ReadonlySet<number>,
  ): Generator<unknown> {
    for (const block of this.blocksOf(level, span)) {
      const aggregates = this.blocks.aggregated(level, block);
      if (aggregates === DAMAGED) yield* this.addFiner(fold, level, block.id, span, apart);
      else for (const each of aggregates) if (isIn(span, each) && !apart.has(hourOf(each.at))) fold.add(each);
      yield;
    }
  }

  /** Adds the part of a span that a damaged block of a level covers, from what the block was folded of. */
  private *addFiner(
    fold: Fold,
    level: Level,
    id: number,
    { series, from, to }: SeriesSpan,
    apart: ReadonlySet<number>,
  ): Generator<unknown> {
    const begin = beginOf(id, level.span);
    const part = { series, from: Math.max(from, begin), to: Math.min(to, begin + level.span) };
    const finer = LEVELS[LEVELS.indexOf(level) - 1];
    if (finer !== undefined) yield* this.addLevel(fold, finer, part, apart);
    else if (!apart.has(begin)) yield this.addHour(fold, begin, part);
  }

  /** Adds the readings of an hour that lie in a span; where they are not kept, its minutes that begin there. */
  private addHour(fold: Fold, hour: number, span: SeriesSpan): void {
    const stored = this.blocks.readingsOf(span.series, hour);
    const waiting = this.waitingOf(span.series, hour);
    const minutes = Array.isArray(stored) ? undefined : this.blocks.aggregatesAt(MINUTES, span.series, hour);
    if (minutes === undefined || minutes === DAMAGED) {
      const readings = uniteReadings([
        ...(stored === undefined || stored === DAMAGED ? [] : stored),
        ...waiting,
      ]);
      for (const reading of readings) if (isIn(span, reading)) fold.addReading(reading);
      return;
    }
    const all = filled(minutes, foldReadings(waiting, MINUTES.width));
    for (const minute of all) if (isIn(span, minute)) fold.add(minute);
  }

  private rawOf(series: number, hour: number): readonly PackedReading[] {
    const stored = this.blocks.readingsOf(series, hour);
    const waiting = this.waitingOf(series, hour);
    if (stored === undefined || stored === DAMAGED) return uniteReadings(waiting);
    return waiting.length === 0 ? stored : uniteReadings([...stored, ...waiting]);
  }

  private waitingOf(series: number, hour: number): readonly PackedReading[] {
    return this.pending.chunksOf(series, hour) > 0 ? this.blocks.chunksOf(series, hour) : [];
  }

  /** The blocks of a level that overlap a span, in their order. */
  private *blocksOf(level: Level, { series, from, to }: SeriesSpan) {
    const end = blockId(series, to - 1, level.span) + 1;
    for (let next = blockId(series, from, level.span); next < end;) {
      const blocks = this.tables.blocks(level.table, next, end, BLOCKS_AT_ONCE);
      yield* blocks;
      next = blocks.length < BLOCKS_AT_ONCE ? end : blocks.at(-1)!.id + 1;
    }
  }

  /** The hours of a span that have a block in a table, or readings that wait. */
  private *hoursWith(table: 'readings' | 'minutes', { series, from, to }: SeriesSpan): Generator<number> {
    const end = blockId(series, to - 1, HOUR) + 1;
    for (let next = blockId(series, from, HOUR); next < end;) {
      const ids = this.tables.ids(table, next, end, BLOCKS_AT_ONCE);
      const upTo = ids.length < BLOCKS_AT_ONCE ? end : ids.at(-1)! + 1;
      const [begin, until] = [beginOf(next, HOUR), beginOf(upTo - 1, HOUR) + HOUR];
      const pending = this.pending.hoursOf(series).filter((hour) => hour >= begin && hour < until);
      const hours = new Set([...ids.map((id) => beginOf(id, HOUR)), ...pending]);
      yield* [...hours].sort((one, other) => one - other);
      next = upTo;
    }
  }
}

const isIn = ({ from, to }: SeriesSpan, { at }: { readonly at: number }): boolean => at >= from && at < to;
