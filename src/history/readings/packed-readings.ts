import {
  fromDifferences,
  fromRuns,
  isDifferences,
  isRuns,
  toDifferences,
  toRuns,
  type Differences,
  type Runs,
} from './packed-columns.js';
import type { StoredMinute, StoredReading } from './reading.repository.js';
import { JsonFormError, JsonReader, type ReadJson } from '../../shared/json-reader.js';
import { withChecksum, verifyChecksum } from '../../storage/stored-rows.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import type { PackedRow } from '../../storage/tables.js';

/** A row that the database has not numbered yet. */
export type NewPackedRow = Omit<PackedRow, 'id'>;
/** A row as read from the database. */
export type ReadPackedRow = NewPackedRow & { readonly id: number };

/** The columns of a row of readings, still encoded. */
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

/** Packs the readings of one series, at least one, into a row. */
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
export const readingColumnsOf = (row: ReadPackedRow): ReadingColumns =>
  columnsOf(row, (json) => ({
    at: differences(json.field('at')),
    water: differences(json.field('water')),
    target: differences(json.field('target')),
    remaining: differences(json.field('remaining')),
    mode: runs(json.field('mode')),
  }));

/** Packs the minutes of one series, at least one, into a row. */
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
  const columns = minuteColumnsOf(row);
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

const minuteColumnsOf = (row: ReadPackedRow): MinuteColumns =>
  columnsOf(row, (json) => ({
    at: differences(json.field('at')),
    readings: differences(json.field('readings')),
    min: differences(json.field('min')),
    mean: differences(json.field('mean')),
    max: differences(json.field('max')),
    target: differences(json.field('target')),
    mode: runs(json.field('mode')),
  }));

function columnsOf<Columns>(row: ReadPackedRow, read: ReadJson<Columns>): Columns {
  const { columns } = verifyChecksum(row);
  try {
    return read(JsonReader.parse(columns));
  } catch (error) {
    if (!(error instanceof JsonFormError)) throw error;
    throw new StorageUnavailableError('damaged', error.message, { cause: error });
  }
}

const differences: ReadJson<Differences> = (json) => json.matching(isDifferences, 'a column of numbers');
const runs: ReadJson<Runs> = (json) => json.matching(isRuns, 'a column of words');
