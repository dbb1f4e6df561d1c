import { foldAggregates, foldReadings, type Aggregate } from './blocks/aggregate.js';
import type { PackedReading } from './blocks/readings-block.js';
import { uniteReadings } from './blocks/united-readings.js';
import type { PendingHours } from './pending-hours.js';
import { blockId, HOUR, hourOf, LEVELS, MINUTES, type Level } from './places.js';
import { DAMAGED, type SeriesBlocks } from './series-blocks.js';
import type { SeriesTables } from './series-tables.js';

/** So many chunks of an hour are merged into its block before the hour is over. */
const MOST_CHUNKS = 100;

/** Readings of one hour, in order. */
export interface HourOfReadings {
  /** When it begins. */
  readonly hour: number;
  readonly readings: readonly PackedReading[];
}

/**
 * The writes of one transaction. New readings of the newest hour of a series become a chunk, which costs little; once
 * there are enough, or the hour is over, they are merged into the block of the hour, and everything that was folded of
 * it is folded anew. So are late readings of an earlier hour.
 */
export class HourMerging {
  /** The minutes of every hour that was merged, by series. */
  private readonly merged = new Map<number, Map<number, readonly Aggregate[]>>();

  constructor(
    private readonly tables: SeriesTables,
    private readonly blocks: SeriesBlocks,
    private readonly pending: PendingHours,
  ) {}

  /** Adds readings of one series. @param hours oldest first, at least one */
  add(series: number, hours: readonly HourOfReadings[]): void {
    const newest = Math.max(this.pending.newestOf(series), hours.at(-1)!.hour);
    for (const { hour, readings } of hours) {
      const isFull = this.pending.chunksOf(series, hour) >= MOST_CHUNKS;
      if (isFull || hour < newest) this.merge(series, hour, readings);
      else this.addChunk(series, hour, readings);
    }
    for (const earlier of this.pending.hoursOf(series)) if (earlier < newest) this.merge(series, earlier);
  }

  /** Merges what waits, and more, into the block of an hour; where that is damaged, it goes on waiting. */
  merge(series: number, hour: number, more: readonly PackedReading[] = []): void {
    const minutes = this.minutesWith(series, hour, more);
    if (minutes === DAMAGED) {
      if (more.length > 0) this.addChunk(series, hour, more);
      return;
    }
    if (minutes.length > 0) this.blocks.putAggregates(MINUTES, series, hour, minutes);
    if (this.pending.chunksOf(series, hour) > 0) this.tables.dropChunks(series, hour);
    this.pending.merged(series, hour);
    const hours = this.merged.get(series) ?? new Map<number, readonly Aggregate[]>();
    this.merged.set(series, hours.set(hour, minutes));
  }

  /** Folds what was merged into the wider spans. The last act of a transaction. */
  finish(): void {
    for (const [series, hours] of this.merged) {
      for (const level of LEVELS.slice(1)) {
        for (const changed of byBlock(level, series, hours).values()) this.fold(level, series, changed);
      }
    }
  }

  private addChunk(series: number, hour: number, readings: readonly PackedReading[]): void {
    this.blocks.addChunk(series, hour, readings);
    this.pending.add(series, hour);
  }

  /** Writes the raw readings of an hour and returns its minutes. Where only minutes are kept, empty ones are filled. */
  private minutesWith(
    series: number,
    hour: number,
    more: readonly PackedReading[],
  ): readonly Aggregate[] | typeof DAMAGED {
    const stored = this.blocks.readingsOf(series, hour);
    if (stored === DAMAGED) return DAMAGED;
    const waiting = this.pending.chunksOf(series, hour) > 0 ? this.blocks.chunksOf(series, hour) : [];
    const readings = uniteReadings([...(stored ?? []), ...waiting, ...more]);
    const minutes = foldReadings(readings, MINUTES.width);
    const kept = stored === undefined ? this.blocks.aggregatesAt(MINUTES, series, hour) : undefined;
    if (kept === DAMAGED) return DAMAGED;
    if (kept !== undefined) return filled(kept, minutes);
    if (!isSame(readings, stored)) this.blocks.putReadings(series, hour, readings);
    return minutes;
  }

  private fold(level: Level, series: number, changed: ReadonlyMap<number, readonly Aggregate[]>): void {
    const [at] = changed.keys();
    const stored = this.blocks.aggregatesAt(level, series, at!);
    const others = stored === DAMAGED ? this.foldedAnew(level, series, at!) : (stored ?? []);
    const unchanged = others.filter((aggregate) => !changed.has(hourOf(aggregate.at)));
    const folded = [...changed.values()].flatMap((minutes) => foldAggregates(minutes, level.width));
    const all = [...unchanged, ...folded].sort((one, other) => one.at - other.at);
    if (all.length > 0) this.blocks.putAggregates(level, series, at!, all);
  }

  /** The spans of a damaged block, from the minutes. */
  private foldedAnew(level: Level, series: number, at: number): Aggregate[] {
    const from = blockId(series, at - (at % level.span), HOUR);
    return this.tables
      .blocks('minutes', from, from + level.span / HOUR, level.span / HOUR)
      .map((found) => this.blocks.aggregated(MINUTES, found))
      .flatMap((minutes) => (minutes === DAMAGED ? [] : foldAggregates(minutes, level.width)));
  }
}

/** Whether uniting changed nothing: everything else was a repeat. */
const isSame = (readings: readonly PackedReading[], stored: readonly PackedReading[] | undefined): boolean =>
  readings.length === stored?.length && readings.every((reading, index) => reading === stored[index]);

/** The hours that lie in the same block of a level. */
function byBlock(level: Level, series: number, hours: ReadonlyMap<number, readonly Aggregate[]>) {
  const blocks = new Map<number, Map<number, readonly Aggregate[]>>();
  for (const [hour, minutes] of hours) {
    const id = blockId(series, hour, level.span);
    const block = blocks.get(id) ?? new Map<number, readonly Aggregate[]>();
    blocks.set(id, block.set(hour, minutes));
  }
  return blocks;
}

/** Aggregates, and those of others whose spans are empty. */
export function filled(kept: readonly Aggregate[], others: readonly Aggregate[]): Aggregate[] {
  const known = new Set(kept.map(({ at }) => at));
  return [...kept, ...others.filter(({ at }) => !known.has(at))].sort((one, other) => one.at - other.at);
}
