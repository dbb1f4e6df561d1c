import type Libsql from 'libsql';
import { assertOurs } from './database-file.js';
import type { Head, JournalChain } from './journal-chain.js';
import { expectedSchema, schemaOf } from './migrations/migrations.js';
import { checksumOf } from './seal.js';
import { StorageUnavailableError } from './storage.errors.js';
import { SEALED_TABLES, type JournalRow, type Sealed, type Tables } from './tables.js';

interface Column {
  readonly name: string;
  readonly type: string;
}

/**
 * Reads everything once: the tables, the form of the pages, and the sums that the rows carry. In this order, since
 * the library ends the whole process when it meets text that is not UTF-8.
 * @param journal tells whether the journal is whole
 * @throws StorageUnavailableError naming the first thing that is not as it was written
 */
export function assertSoundContent(database: Libsql.Database, journal: JournalChain): void {
  const version = numberOf(database, 'user_version');
  assertOurs(numberOf(database, 'application_id'), version);
  if (schemaOf(database) !== expectedSchema(version)) throw damaged('its tables are not those we made');
  const [form] = allOf<{ readonly integrity_check: string }>(database, 'PRAGMA integrity_check(1)');
  if (form?.integrity_check !== 'ok') throw damaged(form?.integrity_check ?? 'it cannot be checked');
  for (const table of SEALED_TABLES) assertSealed(database, table);
  const [head] = [...rowsOf<Head>(database, 'journal_head')];
  const flaw = journal.flawIn(rowsOf<JournalRow>(database, 'journal'), head);
  if (flaw !== undefined) throw damaged(flaw);
}

function assertSealed(database: Libsql.Database, table: keyof Tables): void {
  for (const row of rowsOf<Sealed>(database, table)) {
    if (row.checksum !== checksumOf(row)) throw damaged(`a row of ${table} is not what was written`);
  }
}

/** One row after the other: all of a year at once would not fit into the memory of a small computer. */
function* rowsOf<Row>(database: Libsql.Database, table: keyof Tables): Generator<Row> {
  const columns = allOf<Column>(database, `PRAGMA table_info(${table})`);
  const asBytes = columns.map(({ name, type }) =>
    type === 'TEXT' ? `CAST(${name} AS BLOB) AS ${name}` : name,
  );
  const rows = database.prepare(`SELECT ${asBytes.join()} FROM ${table} ORDER BY rowid`).iterate();
  for (const row of rows) yield asText(row as object) as Row;
}

const asText = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      // Not instanceof: the library makes its buffers outside of any sandbox.
      typeof value === 'object' && value !== null ? Buffer.from(value as ArrayBuffer).toString() : value,
    ]),
  );

const allOf = <Row>(database: Libsql.Database, query: string): Row[] =>
  database.prepare(query).all() as Row[];

function numberOf(database: Libsql.Database, pragma: string): number {
  const [row] = allOf<Readonly<Record<string, number>>>(database, `PRAGMA ${pragma}`);
  return row?.[pragma] ?? 0;
}

const damaged = (facts: string): StorageUnavailableError => new StorageUnavailableError('damaged', facts);
