import { crc32 } from 'node:zlib';
import { StorageUnavailableError } from './storage.errors.js';
import type { Checksummed } from './tables.js';

/** The columns of a row, as SQLite gives and takes them. */
export type Columns = Readonly<Record<string, string | number | null | undefined>>;

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
export function checksumOf(row: object): number {
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
