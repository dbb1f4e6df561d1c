import { crc32 } from 'node:zlib';
import { StorageUnavailableError } from './storage.errors.js';
import type { Checksummed } from './tables.js';

/** The columns of a row, as SQLite gives and takes them. */
export type Columns = Readonly<Record<string, string | number | null | undefined>>;

/** What the sum leaves out: itself, and the number that the database gives a row later. */
const LEFT_OUT: ReadonlySet<string> = new Set(['checksum', 'id']);

/** Those of these columns that the sum covers, in the one order in which it does. */
const covered = (names: readonly string[]): string[] => names.filter((name) => !LEFT_OUT.has(name)).sort();

/** The same of rows that come by the thousand and are all alike. */
const known = new Map<string, readonly string[]>();
function coveredOf(row: object): readonly string[] {
  const names = Object.keys(row);
  const key = names.join();
  const found = known.get(key) ?? covered(names);
  known.set(key, found);
  return found;
}

/** A sum over every column: any single damaged byte changes it. */
export function checksumOf(row: object): number {
  const columns = row as Columns;
  return crc32(
    coveredOf(row)
      .map((name) => `${name}=${toUnambiguous(columns[name] ?? null)};`)
      .join(''),
  );
}

/** With its length in front a text needs no mark where it ends. */
const toUnambiguous = (value: string | number | null): string =>
  typeof value === 'string' ? `${Buffer.byteLength(value)}:${value}` : String(value);

/**
 * What SQLite must be asked for to get the bytes that the sum is taken of. A start takes the sum of every row there
 * is: to fetch all the columns only to join them takes three times as long.
 */
export const summedInSql = (names: readonly string[], isText: (name: string) => boolean): string =>
  covered(names)
    .map((name) => {
      const value = isText(name) ? `octet_length(${name}) || ':' || ${name}` : name;
      return `'${name}=' || ifnull(${value}, 'null') || ';'`;
    })
    .join(' || ');

/** The row with its sum, ready to be written. */
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
