import type { Aggregate } from './blocks/aggregate.js';
import { packAggregates, unpackAggregates } from './blocks/aggregates-block.js';
import { packReadings, unpackReadings, type PackedReading } from './blocks/readings-block.js';
import { beginOf, blockId, HOUR, seriesOf, type Level } from './places.js';
import type { FoundBlock, FoundChunk, SeriesTables } from './series-tables.js';

/** A block that is not what was written: it is left as it is. */
export const DAMAGED = Symbol('damaged');
type Damaged = typeof DAMAGED;

/** Where damage was found. */
export interface DamagedPlace {
  readonly table: string;
  readonly series: number;
  /** When the time of the block begins, in milliseconds since 1970. */
  readonly from: number;
}

/** The blocks of the file as readings and aggregates. Damage of one is reported, and the others stay readable. */
export class SeriesBlocks {
  constructor(
    private readonly tables: SeriesTables,
    private readonly report: (place: DamagedPlace) => void,
  ) {}

  /** The block of raw readings of an hour; undefined where there is none. */
  readingsOf(series: number, hour: number): readonly PackedReading[] | Damaged | undefined {
    const found = this.tables.block('readings', blockId(series, hour, HOUR));
    return found && this.unpacked(found);
  }

  /** The readings of a block that was found. */
  unpacked({ id, content }: FoundBlock): readonly PackedReading[] | Damaged {
    const hour = beginOf(id, HOUR);
    const readings = content && unpackReadings(content, hour);
    return readings ?? this.damaged({ table: 'readings', series: seriesOf(id), from: hour });
  }

  putReadings(series: number, hour: number, readings: readonly PackedReading[]): void {
    this.tables.putBlock('readings', blockId(series, hour, HOUR), packReadings(readings, hour));
  }

  /** The readings of an hour that are not in its block yet. */
  chunksOf(series: number, hour: number): PackedReading[] {
    return this.tables.chunks(series, hour).flatMap((chunk) => this.ofChunk(chunk));
  }

  /** The readings of a chunk; none where it is damaged. */
  ofChunk({ series, hour, content }: FoundChunk): readonly PackedReading[] {
    const readings = content && unpackReadings(content, hour);
    if (readings !== undefined) return readings;
    this.damaged({ table: 'chunks', series, from: hour });
    return [];
  }

  addChunk(series: number, hour: number, readings: readonly PackedReading[]): void {
    this.tables.addChunk(series, hour, packReadings(readings, hour));
  }

  /** The block of a level that covers an instant; undefined where there is none. */
  aggregatesAt(level: Level, series: number, at: number): readonly Aggregate[] | Damaged | undefined {
    const found = this.tables.block(level.table, blockId(series, at, level.span));
    return found && this.aggregated(level, found);
  }

  /** The aggregates of a block that was found. */
  aggregated(level: Level, { id, content }: FoundBlock): readonly Aggregate[] | Damaged {
    const origin = beginOf(id, level.span);
    const aggregates = content && unpackAggregates(content, origin, level.width);
    return aggregates ?? this.damaged({ table: level.table, series: seriesOf(id), from: origin });
  }

  putAggregates(level: Level, series: number, at: number, aggregates: readonly Aggregate[]): void {
    const id = blockId(series, at, level.span);
    this.tables.putBlock(level.table, id, packAggregates(aggregates, beginOf(id, level.span), level.width));
  }

  private damaged(place: DamagedPlace): Damaged {
    this.report(place);
    return DAMAGED;
  }
}
