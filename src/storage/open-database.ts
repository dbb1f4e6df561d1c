import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renameDurably } from '../shared/durable-file.js';
import { connect, reading } from './connection.js';
import type { JournalHead } from './journal-store.js';
import { APPLICATION_ID, findDatabase } from './database-file.js';
import { BEFORE_THE_FIRST, JournalChain } from './journal-chain.js';
import { makeJournalKey, readJournalKey } from './journal-key.js';
import { LATEST_VERSION, migrate } from './migrations/migrations.js';
import { verifyContent } from './integrity-check.js';
import type { SqliteFile } from './sqlite-file.js';
import { asStorageError } from './storage.errors.js';
import { readRow } from './stored-rows.js';
import { verifyWriteAheadLog } from './write-ahead-log.js';

/** The name of the database in its folder. */
export const DATABASE_FILE = 'coddle.db';

/**
 * `synchronous` FULL: what was confirmed survives a power cut. `wal_autocheckpoint` and `cache_spill` off: the log is
 * only appended to, so that damage in it differs from an end that a crash cut off. Two megabytes of cache: the server
 * shares 512 with everything else.
 */
const SETTINGS = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA wal_autocheckpoint = 0;
PRAGMA cache_spill = OFF;
PRAGMA cache_size = -2000;
PRAGMA busy_timeout = 0;
`;

/** Makes the folder, accessible to its owner only. An existing folder keeps its permissions. */
export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** A database that is open for writing, with the hash chain of its journal. */
export interface OpenDatabase {
  readonly file: SqliteFile;
  readonly journal: JournalChain;
  /** Where the journal ends. */
  readonly head: JournalHead;
}

/**
 * Opens the database of a folder, or makes one. The caller holds the lock of the folder.
 * @throws StorageUnavailableError; then no byte of an existing database has changed
 */
export function openDatabase(folder: string): OpenDatabase {
  const path = join(folder, DATABASE_FILE);
  try {
    const isThere = findDatabase(path);
    const journal = new JournalChain(isThere ? readJournalKey(folder) : makeJournalKey(folder));
    if (!isThere) create(path, journal);
    const head = isThere ? inspect(path, journal) : BEFORE_THE_FIRST;
    return { file: openToWrite(path), journal, head };
  } catch (error) {
    throw asStorageError(error);
  }
}

/** Copies the write-ahead log into the database and truncates it. No other connection exists that could block this. */
export function checkpointWal(database: SqliteFile): void {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

/** Makes the database under a temporary name, so that a crash leaves no incomplete one behind. */
function create(path: string, journal: JournalChain): void {
  const draft = `${path}.draft`;
  const besides = ['-journal', '-wal', '-shm'].map((suffix) => draft + suffix);
  for (const leftover of [draft, ...besides]) rmSync(leftover, { force: true });
  writeFileSync(draft, '', { flag: 'wx', mode: 0o600 });
  const database = connect(draft);
  try {
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    migrate(database, 0);
    const { sequence, hash, seal } = journal.signHead();
    // Not as a prepared statement: the driver releases those late, and the file only after them.
    database.exec(`INSERT INTO journal_head VALUES (1, ${sequence}, '${hash}', '${seal}')`);
    // Switching to write-ahead logging is not crash-safe itself, so it happens before the file has its name.
    database.exec(SETTINGS);
    checkpointWal(database);
  } finally {
    database.close();
  }
  for (const leftover of besides) rmSync(leftover, { force: true });
  renameDurably(draft, path);
}

/** Reads everything through a connection that cannot write, and leaves a refused database as it was. */
function inspect(path: string, journal: JournalChain): JournalHead {
  verifyWriteAheadLog(`${path}-wal`);
  const restore = keepBesides(path);
  try {
    return reading(path, (reader) => verifyContent(reader, journal));
  } catch (error) {
    restore();
    throw error;
  }
}

/** @returns what puts the files beside a database back as they are now */
export function keepBesides(path: string): () => void {
  const restore = [`${path}-wal`, `${path}-shm`].map(keep);
  return () => {
    for (const putBack of restore) putBack();
  };
}

/**
 * Returns a function that puts a file beside the database back, since reading the database may make or change it. The
 * file is replaced and not overwritten: the driver releases a closed connection only later and may still read it.
 */
function keep(file: string): () => void {
  const before = existsSync(file) ? readFileSync(file) : undefined;
  return () => {
    if (before !== undefined && existsSync(file) && readFileSync(file).equals(before)) return;
    rmSync(file, { force: true });
    if (before !== undefined) writeFileSync(file, before, { mode: 0o600 });
  };
}

/** Opens a database that was found to be sound. @throws StorageUnavailableError */
export function openToWrite(path: string): SqliteFile {
  chmodSync(path, 0o600);
  const database = connect(path);
  try {
    database.exec(SETTINGS);
    checkpointWal(database);
    migrate(database, versionOf(database));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function versionOf(database: SqliteFile): number {
  const [row] = database.prepare('PRAGMA user_version').all();
  if (row === undefined) return LATEST_VERSION;
  return readRow('user_version', row, (version) => version.field('user_version').number());
}
