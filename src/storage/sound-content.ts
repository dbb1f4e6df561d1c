import { crc32 } from 'node:zlib';
import { assertOurs } from './database-file.js';
import { ChainWalk, type JournalChain, type SealedHead } from './journal-chain.js';
import type { JournalHead } from './journal-store.js';
import { expectedSchema, schemaOf } from './migrations/migrations.js';
import { summedInSql } from './seal.js';
import type { SqliteFile } from './sqlite-file.js';
import { StorageUnavailableError } from './storage.errors.js';
import { SEALED_TABLES, type JournalRow, type Sealed, type Tables } from './tables.js';

interface Summed extends Sealed {
  readonly summed: ArrayBuffer;
}

interface Column {
  readonly name: string;
  readonly type: string;
}

/**
 * Reads everything once: the tables, the form of the pages, and the sums that the rows carry. In this order, since
 * the library ends the whole process when it meets text that is not UTF-8.
 * @param journal tells whether the journal is whole
 * @returns the head of the journal
 * @throws StorageUnavailableError naming the first thing that is not as it was written
 */
export function assertSoundContent(database: SqliteFile, journal: JournalChain): JournalHead {
  assertSoundForm(database);
  for (const table of SEALED_TABLES) assertSealed(database, table);
  return assertSoundJournal(database, journal);
}

/** The tables and the form of the pages. @throws StorageUnavailableError */
export function assertSoundForm(database: SqliteFile): void {
  const version = numberOf(database, 'user_version');
  assertOurs(numberOf(database, 'application_id'), version);
  if (schemaOf(database) !== expectedSchema(version)) throw damaged('its tables are not those we made');
  const [form] = allOf<{ readonly integrity_check: string }>(database, 'PRAGMA integrity_check(1)');
  if (form?.integrity_check !== 'ok') throw damaged(form?.integrity_check ?? 'it cannot be checked');
}

/**
 * Follows the journal to its head, which it returns.
 * @param take is given every row that is sound so far
 * @throws StorageUnavailableError naming the first row that is not
 */
export function assertSoundJournal(
  database: SqliteFile,
  journal: JournalChain,
  take: (row: JournalRow) => void = () => {},
): JournalHead {
  const walk = new ChainWalk(journal);
  for (const row of rowsOf<JournalRow>(database, 'journal')) {
    const flaw = walk.follow([row]);
    if (flaw !== undefined) throw damaged(flaw);
    take(row);
  }
  const [head] = [...rowsOf<SealedHead>(database, 'journal_head')];
  const flaw = walk.end(head);
  if (flaw !== undefined) throw damaged(flaw);
  return walk.last;
}

function assertSealed(database: SqliteFile, table: keyof Tables): void {
  const columns = columnsOf(database, table);
  const summed = summedInSql([...columns.keys()], (name) => columns.get(name) === 'TEXT');
  const rows = database.prepare(`SELECT checksum, CAST(${summed} AS BLOB) AS summed FROM ${table}`);
  for (const row of rows.iterate()) {
    const { checksum, summed } = row as Summed;
    if (checksum !== crc32(Buffer.from(summed))) throw damaged(`a row of ${table} is not what was written`);
  }
}

/** One row after the other: all of a year at once would not fit into the memory of a small computer. */
function* rowsOf<Row>(database: SqliteFile, table: keyof Tables): Generator<Row> {
  const asBytes = Array.from(columnsOf(database, table), ([name, type]) =>
    type === 'TEXT' ? `CAST(${name} AS BLOB) AS ${name}` : name,
  );
  const rows = database.prepare(`SELECT ${asBytes.join()} FROM ${table} ORDER BY rowid`).iterate();
  for (const row of rows) yield asText(row as object) as Row;
}

/** The columns of a table and their types, in their order. */
const columnsOf = (database: SqliteFile, table: keyof Tables): ReadonlyMap<string, string> =>
  new Map(allOf<Column>(database, `PRAGMA table_info(${table})`).map(({ name, type }) => [name, type]));

const asText = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      // Not instanceof: the library makes its buffers outside of any sandbox.
      typeof value === 'object' && value !== null ? Buffer.from(value as ArrayBuffer).toString() : value,
    ]),
  );

const allOf = <Row>(database: SqliteFile, query: string): Row[] => database.prepare(query).all() as Row[];

function numberOf(database: SqliteFile, pragma: string): number {
  const [row] = allOf<Readonly<Record<string, number>>>(database, `PRAGMA ${pragma}`);
  return row?.[pragma] ?? 0;
}

const damaged = (facts: string): StorageUnavailableError => new StorageUnavailableError('damaged', facts);
