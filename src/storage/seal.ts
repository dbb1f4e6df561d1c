import { crc32 } from 'node:zlib';
import { StorageUnavailableError } from './storage.errors.js';
import type { Sealed } from './tables.js';

/** The columns of a row, as SQLite gives and takes them. */
export type Columns = Readonly<Record<string, string | number | null | undefined>>;

/** What the sum leaves out: itself, and the number that the database gives a row later. */
const LEFT_OUT: ReadonlySet<string> = new Set(['checksum', 'id']);

/** A sum over every column: any single damaged byte changes it. */
export function checksumOf(row: object): number {
  const columns = Object.entries(row as Columns).filter(([name]) => !LEFT_OUT.has(name));
  return crc32(JSON.stringify(columns.sort(([one], [other]) => (one < other ? -1 : 1))));
}

/** The row with its sum, ready to be written. */
export const seal = <Row extends object>(row: Row): Row & Sealed => ({ ...row, checksum: checksumOf(row) });

/** The row as it was written. @throws StorageUnavailableError when it has changed since */
export function unseal<Row extends Sealed>(row: Row): Row {
  if (checksumOf(row) === row.checksum) return row;
  throw new StorageUnavailableError('damaged', 'a row is not what was written');
}

/** Any value as JSON text; null for none. */
export const toJson = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);
/** The value of a JSON text; null when there is none. */
export const fromJson = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
