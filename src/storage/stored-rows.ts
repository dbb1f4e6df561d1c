import { asText, JsonFormError, JsonReader, type ReadJson } from '../shared/json-reader.js';
import type { SealedHead } from './journal-chain.js';
import { StorageUnavailableError } from './storage.errors.js';
import type { JournalRow, Checksummed } from './tables.js';
import { isAnyArrayBuffer } from 'node:util/types';
import { sql, type AliasedRawBuilder } from 'kysely';
import { crc32 } from 'node:zlib';

/** A column of a table, as SQLite knows it. */
export type ColumnType = 'TEXT' | 'INTEGER';

/**
 * The columns to select from rows that are not verified yet. The driver crashes the process on text that is not UTF-8,
 * which damage can make of any text or number, so text is selected as bytes. `bytesToText` turns the bytes into text.
 */
export const safeColumns = <Name extends string>(
  columns: Readonly<Record<Name, ColumnType>>,
): AliasedRawBuilder<unknown, Name>[] =>
  (Object.entries(columns) as [Name, ColumnType][]).map(([name, type]) =>
    (type === 'TEXT' ? sql`CAST(${sql.ref(name)} AS BLOB)` : sql`CAST(${sql.ref(name)} AS INTEGER)`).as(name),
  );

/** A row with text in the place of bytes. */
const bytesToText = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      isBytes(value) ? Buffer.from(value).toString() : value,
    ]),
  );

/** Whether a value is bytes as the driver gives them. Not instanceof: it makes them outside of the sandbox of a test. */
export const isBytes = (value: unknown): value is ArrayBufferLike => isAnyArrayBuffer(value);

/** The columns of a row, as SQLite gives and takes them. */
type Columns = Readonly<Record<string, string | number | null | undefined>>;

/** Columns that the checksum leaves out: itself, and the id that the database assigns later. */
const LEFT_OUT: ReadonlySet<string> = new Set(['checksum', 'id']);

/** The columns that the checksum covers, in its order. */
const covered = (names: readonly string[]): string[] => names.filter((name) => !LEFT_OUT.has(name)).sort();

/** The covered columns by column list: thousands of rows have the same list. */
const known = new Map<string, readonly string[]>();
function coveredOf(row: object): readonly string[] {
  const names = Object.keys(row);
  const key = names.join();
  const found = known.get(key) ?? covered(names);
  known.set(key, found);
  return found;
}

/** A CRC-32 over every column: any single damaged byte changes it. It detects damage, not tampering. */
function checksumOf(row: object): number {
  const columns = row as Columns;
  return crc32(
    coveredOf(row)
      .map((name) => `${name}=${toUnambiguous(columns[name] ?? null)};`)
      .join(''),
  );
}

/** A text has its length in front, so that it needs no delimiter. */
const toUnambiguous = (value: string | number | null): string =>
  typeof value === 'string' ? `${Buffer.byteLength(value)}:${value}` : String(value);

/**
 * The SQL expression for the bytes that the checksum covers. A start-up verifies every row, and fetching all columns to
 * join them here takes three times as long.
 */
export const summedInSql = (names: readonly string[], isText: (name: string) => boolean): string =>
  covered(names)
    .map((name) => {
      const value = isText(name) ? `octet_length(${name}) || ':' || ${name}` : name;
      return `'${name}=' || ifnull(${value}, 'null') || ';'`;
    })
    .join(' || ');

/** The row with its checksum, ready to be written. */
export const withChecksum = <Row extends object>(row: Row): Row & Checksummed => ({
  ...row,
  checksum: checksumOf(row),
});

/** The row as it was written. @throws StorageUnavailableError when it has changed since */
export function verifyChecksum<Row extends Checksummed>(row: Row): Row {
  if (checksumOf(row) === row.checksum) return row;
  throw new StorageUnavailableError('damaged', 'a row is not what was written');
}

/** Any value as JSON text; null for none. */
export const toJson = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);
/** The value of a JSON text; null when there is none. */
export const fromJson = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

/**
 * Parses a row of the database. Columns of text may be bytes, as `safeColumns` selects them.
 * @param table its name, for the error
 * @throws StorageUnavailableError when a column is not of its type
 */
export const readRow = <Row>(table: string, row: unknown, read: ReadJson<Row>): Row =>
  readRawRow(table, row, (raw) => read(JsonReader.of(bytesToText(raw.object()))));

/** As `readRow`; bytes stay bytes. */
export function readRawRow<Row>(table: string, row: unknown, read: ReadJson<Row>): Row {
  try {
    return read(JsonReader.of(row));
  } catch (error) {
    if (!(error instanceof JsonFormError)) throw error;
    const facts = `a row of ${table} is not what was written: ${error.message}`;
    throw new StorageUnavailableError('damaged', facts, { cause: error });
  }
}

/**
 * Reads rows of which each stands for itself: one that cannot be read hides no other.
 * @param leftOut gets what is wrong with such a row
 */
export const readableRows = <Item>(
  rows: readonly unknown[],
  read: (row: unknown) => Item,
  leftOut: (problem: string) => void,
): Item[] =>
  rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      if (!(error instanceof StorageUnavailableError || error instanceof JsonFormError)) throw error;
      leftOut(error.message);
      return [];
    }
  });

export const asJournalRow: ReadJson<JournalRow> = (row) => ({
  sequence: row.field('sequence').number(),
  at: row.field('at').number(),
  command_id: row.field('command_id').text(),
  cooker_id: row.field('cooker_id').text(),
  kind: row.field('kind').text(),
  stage: row.field('stage').text(),
  content: row.field('content').orNull(asText),
  previous: row.field('previous').text(),
  hash: row.field('hash').text(),
});

export const asSealedHead: ReadJson<SealedHead> = (row) => ({
  sequence: row.field('sequence').number(),
  hash: row.field('hash').text(),
  seal: row.field('seal').text(),
});
