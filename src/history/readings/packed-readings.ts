import {
  fromDifferences,
  fromRuns,
  toDifferences,
  toRuns,
  type Differences,
  type Runs,
} from './packed-columns.js';
import type { StoredMinute, StoredReading } from './reading.repository.js';
import { withChecksum, verifyChecksum } from '../../storage/row-checksum.js';
import type { PackedRow } from '../../storage/tables.js';

/** A row before the database has given it its number. */
export type NewPackedRow = Omit<PackedRow, 'id'>;
/** A row as it comes out of the database. */
export type ReadPackedRow = NewPackedRow & { readonly id: number };

/** The readings of a row, not yet put together. */
export interface ReadingColumns {
  readonly at: Differences;
  readonly water: Differences;
  readonly target: Differences;
  readonly remaining: Differences;
  readonly mode: Runs;
}

interface MinuteColumns {
  readonly at: Differences;
  readonly readings: Differences;
  readonly min: Differences;
  readonly mean: Differences;
  readonly max: Differences;
  readonly target: Differences;
  readonly mode: Runs;
}

/** Readings of one series, at least one, as a row. */
export const packReadings = (readings: readonly StoredReading[]): NewPackedRow =>
  toRow(readings, {
    at: toDifferences(readings.map(({ at }) => at)),
    water: toDifferences(readings.map(({ waterCenti }) => waterCenti)),
    target: toDifferences(readings.map(({ targetCenti }) => targetCenti)),
    remaining: toDifferences(readings.map(({ remainingSeconds }) => remainingSeconds)),
    mode: toRuns(readings.map(({ mode }) => mode)),
  } satisfies ReadingColumns);

/** The readings of a row. @throws StorageUnavailableError when it is not what was written */
export function unpackReadings(row: ReadPackedRow): StoredReading[] {
  const columns = readingColumnsOf(row);
  const [at, water] = [columns.at, columns.water].map(fromDifferences) as [number[], number[]];
  const [target, remaining] = [columns.target, columns.remaining].map(fromDifferences);
  const mode = fromRuns(columns.mode);
  return at.map((moment, index) => ({
    cookerId: row.cooker_id,
    cookId: row.cook_id,
    at: moment,
    waterCenti: water[index]!,
    targetCenti: target![index]!,
    mode: mode[index]!,
    remainingSeconds: remaining![index]!,
  }));
}

/** The columns of a row of readings. @throws StorageUnavailableError when it is not what was written */
export const readingColumnsOf = (row: ReadPackedRow): ReadingColumns => columnsOf(row) as ReadingColumns;

/** Minutes of one series, at least one, as a row. */
export const packMinutes = (minutes: readonly StoredMinute[]): NewPackedRow =>
  toRow(minutes, {
    at: toDifferences(minutes.map(({ at }) => at)),
    readings: toDifferences(minutes.map(({ readings }) => readings)),
    min: toDifferences(minutes.map(({ waterMinCenti }) => waterMinCenti)),
    mean: toDifferences(minutes.map(({ waterMeanCenti }) => waterMeanCenti)),
    max: toDifferences(minutes.map(({ waterMaxCenti }) => waterMaxCenti)),
    target: toDifferences(minutes.map(({ targetCenti }) => targetCenti)),
    mode: toRuns(minutes.map(({ mode }) => mode)),
  } satisfies MinuteColumns);

/** The minutes of a row. @throws StorageUnavailableError when it is not what was written */
export function unpackMinutes(row: ReadPackedRow): StoredMinute[] {
  const columns = columnsOf(row) as MinuteColumns;
  const numbers = [columns.at, columns.readings, columns.min, columns.mean, columns.max];
  const [at, readings, min, mean, max] = numbers.map(fromDifferences) as [number[], ...number[][]];
  const target = fromDifferences(columns.target);
  const mode = fromRuns(columns.mode);
  return at.map((moment, index) => ({
    cookerId: row.cooker_id,
    cookId: row.cook_id,
    at: moment,
    readings: readings![index]!,
    waterMinCenti: min![index]!,
    waterMeanCenti: mean![index]!,
    waterMaxCenti: max![index]!,
    targetCenti: target[index]!,
    mode: mode[index]!,
  }));
}

function toRow(items: readonly (StoredReading | StoredMinute)[], columns: object): NewPackedRow {
  const { cookerId, cookId } = items[0]!;
  const moments = items.map(({ at }) => at);
  return withChecksum({
    cooker_id: cookerId,
    cook_id: cookId,
    // The wall clock may be set back between two readings.
    first_at: Math.min(...moments),
    last_at: Math.max(...moments),
    columns: JSON.stringify(columns),
  });
}

/** What the sum vouches for is what we packed. */
const columnsOf = (row: ReadPackedRow): unknown => JSON.parse(verifyChecksum(row).columns);
