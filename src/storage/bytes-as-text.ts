import { isAnyArrayBuffer } from 'node:util/types';
import { sql, type AliasedRawBuilder } from 'kysely';

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
export const bytesToText = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      isBytes(value) ? Buffer.from(value).toString() : value,
    ]),
  );

/** Whether a value is bytes as the driver gives them. Not instanceof: it makes them outside of the sandbox of a test. */
export const isBytes = (value: unknown): value is ArrayBufferLike => isAnyArrayBuffer(value);
