import { crc32 } from 'node:zlib';
import type { ReadJson } from '../shared/json-reader.js';
import { isBytes, summedInSql, asJournalRow, asSealedHead, readRawRow, readRow } from './stored-rows.js';
import { verifyOwnership } from './database-file.js';
import { atOnce } from './time-slices.js';
import { ChainWalk, type JournalChain, type SealedHead } from './journal-chain.js';
import type { JournalHead } from './journal-store.js';
import { expectedSchema, schemaOf } from './migrations/migrations.js';
import type { SqliteFile } from './sqlite-file.js';
import { StepSize } from './step-size.js';
import { StorageUnavailableError } from './storage.errors.js';
import { CHECKSUMMED_TABLES, type JournalRow, type Checksummed, type Tables } from './tables.js';

interface Summed extends Checksummed {
  readonly number: number;
  readonly summed: ArrayBufferLike;
}

const asSummed: ReadJson<Summed> = (row) => ({
  checksum: row.field('checksum').number(),
  number: row.field('number').number(),
  summed: row.field('summed').matching(isBytes, 'bytes'),
});

interface Column {
  readonly name: string;
  readonly type: string;
}

const asColumn: ReadJson<Column> = (row) => ({
  name: row.field('name').text(),
  type: row.field('type').text(),
});

/**
 * Verifies everything: the tables, the structure of the pages, and the checksums of the rows.
 * @param journal verifies the journal
 * @returns the head of the journal
 * @throws StorageUnavailableError naming the first difference to what was written
 */
export function verifyContent(database: SqliteFile, journal: JournalChain): JournalHead {
  verifyForm(database);
  atOnce(verifyRows(database));
  return verifyJournal(database, journal);
}

/** Verifies the tables and the structure of the pages. @throws StorageUnavailableError */
export function verifyForm(database: SqliteFile): void {
  verifyTables(database);
  const [found] = pragmaOf(database, 'integrity_check(1)', (row) => row.field('integrity_check').text());
  verifyPages(found);
}

/** Verifies the tables only. @throws StorageUnavailableError */
export function verifyTables(database: SqliteFile): void {
  const version = numberOf(database, 'user_version');
  verifyOwnership(numberOf(database, 'application_id'), version);
  if (schemaOf(database) !== expectedSchema(version)) throw damaged('its tables are not those we made');
}

/** @param found SQLite's result for the structure of the pages @throws StorageUnavailableError */
export function verifyPages(found: string | undefined): void {
  if (found !== 'ok') throw damaged(found ?? 'it cannot be checked');
}

/**
 * Verifies the journal up to its head, which it returns.
 * @param take gets every verified row
 * @throws StorageUnavailableError naming the first invalid row
 */
export const verifyJournal = (
  database: SqliteFile,
  journal: JournalChain,
  take?: (row: JournalRow) => void,
): JournalHead => atOnce(verifyEntriesAndHead(database, new ChainWalk(journal), take));

/** Verifies the checksum of every row that has one, step by step. @throws StorageUnavailableError */
export function* verifyRows(database: SqliteFile): Generator<void, void> {
  for (const table of CHECKSUMMED_TABLES) yield* verifyRowsOf(database, table);
}

/**
 * `verifyJournal` step by step.
 * @param walk begins at the entry from which the journal is verified
 */
export function* verifyEntriesAndHead(
  database: SqliteFile,
  walk: ChainWalk,
  take: (row: JournalRow) => void = () => {},
): Generator<void, JournalHead> {
  yield* verifyEntries(database, walk, Infinity, take);
  const [head] = headsOf(database);
  const error = walk.end(head);
  if (error !== undefined) throw damaged(error);
  return walk.last;
}

/** Verifies the entries of the journal up to one, step by step. @throws StorageUnavailableError */
export function* verifyEntries(
  database: SqliteFile,
  walk: ChainWalk,
  last: number,
  take: (row: JournalRow) => void = () => {},
): Generator<void, void> {
  // Ordered by the column of the table: ordered by the cast column, each step would sort all later rows.
  const read = database.prepare(
    `SELECT ${safely(database, 'journal')} FROM journal WHERE journal.sequence > ? ORDER BY journal.sequence LIMIT ?`,
  );
  const size = new StepSize();
  while (walk.last.sequence < last) {
    const most = Math.min(size.rows, last - walk.last.sequence);
    const rows = read.all([walk.last.sequence, most]).map((row) => readRow('journal', row, asJournalRow));
    for (const row of rows) {
      const error = walk.follow([row]);
      if (error !== undefined) throw damaged(error);
      take(row);
    }
    if (rows.length < most) return;
    size.took(
      rows.length,
      sumOf(rows, ({ content }) => content?.length ?? 0),
    );
    yield;
  }
}

const sumOf = <Row>(rows: readonly Row[], bytes: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + bytes(row), 0);

/** The stored head of the journal; undefined when it is missing. */
export const headOf = (database: SqliteFile): SealedHead | undefined => headsOf(database)[0];

const headsOf = (database: SqliteFile): SealedHead[] =>
  database
    .prepare(`SELECT ${safely(database, 'journal_head')} FROM journal_head`)
    .all()
    .map((row) => readRow('journal_head', row, asSealedHead));

/** Whether the journal has this entry, with this hash. */
export const hasEntry = (database: SqliteFile, { sequence, hash }: JournalHead): boolean =>
  entryAt(database, sequence)?.hash === hash;

/** A stored entry of the journal; undefined when it is missing. */
export function entryAt(database: SqliteFile, sequence: number): JournalHead | undefined {
  const read = database.prepare('SELECT CAST(hash AS BLOB) AS hash FROM journal WHERE sequence = ?');
  const [row] = read.all([sequence]);
  if (row === undefined) return undefined;
  return { sequence, hash: readRow('journal', row, (entry) => entry.field('hash').text()) };
}

function* verifyRowsOf(database: SqliteFile, table: keyof Tables): Generator<void, void> {
  const columns = columnsOf(database, table);
  // A database of an earlier version has no such table yet; its tables were compared with those of its version.
  if (columns.size === 0) return;
  const summed = summedInSql([...columns.keys()], (name) => columns.get(name) === 'TEXT');
  const read = database.prepare(
    `SELECT rowid AS number, CAST(checksum AS INTEGER) AS checksum, CAST(${summed} AS BLOB) AS summed
     FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ?`,
  );
  const size = new StepSize();
  for (let last = Number.MIN_SAFE_INTEGER; ;) {
    const most = size.rows;
    const rows = read.all([last, most]).map((row) => readRawRow(table, row, asSummed));
    for (const { checksum, summed } of rows) {
      if (checksum !== crc32(Buffer.from(summed))) throw damaged(`a row of ${table} is not what was written`);
    }
    if (rows.length < most) return;
    last = rows.at(-1)!.number;
    size.took(
      rows.length,
      sumOf(rows, ({ summed }) => summed.byteLength),
    );
    yield;
  }
}

/** The columns of a table, selected in a form that damage cannot make harmful. */
const safely = (database: SqliteFile, table: keyof Tables): string =>
  Array.from(columnsOf(database, table), ([name, type]) => {
    const safe = type === 'TEXT' ? 'BLOB' : type;
    return `CAST(${name} AS ${safe}) AS ${name}`;
  }).join();

/** The columns of a table and their types, in their order. */
const columnsOf = (database: SqliteFile, table: keyof Tables): ReadonlyMap<string, string> =>
  new Map(pragmaOf(database, `table_info(${table})`, asColumn).map(({ name, type }) => [name, type]));

const numberOf = (database: SqliteFile, pragma: string): number =>
  pragmaOf(database, pragma, (row) => row.field(pragma).number())[0] ?? 0;

const pragmaOf = <Row>(database: SqliteFile, pragma: string, read: ReadJson<Row>): Row[] =>
  database
    .prepare(`PRAGMA ${pragma}`)
    .all()
    .map((row) => readRow(pragma, row, read));

const damaged = (facts: string): StorageUnavailableError => new StorageUnavailableError('damaged', facts);
