import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { flushToDisk } from '../shared/durable-file.js';
import { milliseconds } from '../shared/units.js';
import { reading } from './connection.js';
import { findDatabase } from './database-file.js';
import { JournalChain } from './journal-chain.js';
import { readJournalKey } from './journal-key.js';
import { lookInto } from './journal-reader.js';
import type { JournalHead } from './journal-store.js';
import { LockFile } from './lock-file.js';
import { DATABASE_FILE } from './open-database.js';
import { verifyContent, verifyForm } from './integrity-check.js';
import type { SqliteFile } from './sqlite-file.js';
import { asStorageError } from './storage.errors.js';
import { readRow } from './stored-rows.js';

/** How long a starting or stopping server may hold the database locked. */
const LOCK_TIMEOUT = milliseconds(5000);

/** What a verified copy of the database contains. */
export interface SnapshotContent {
  readonly journal: JournalHead;
  /** How many cooks there are. */
  readonly cooks: number;
}

/**
 * Copies the database of a folder as it is at one moment, whether or not a server writes to it, and changes nothing
 * there. The copy is flushed to the disk, readable by its owner only, and verified.
 * @param target the file that is made; temporary files lie beside it meanwhile
 * @returns undefined when there is no database; then no file was made
 * @throws StorageUnavailableError naming what is damaged, or why it cannot be copied
 */
export function snapshot(folder: string, target: string): SnapshotContent | undefined {
  try {
    if (!findDatabase(join(folder, DATABASE_FILE))) return undefined;
    copyAsItIsNow(folder, target);
    // SQLite does not wait for the disk when it makes a copy.
    flushToDisk(target);
    return inspectSnapshot(target, readJournalKey(folder));
  } catch (error) {
    throw asStorageError(error);
  }
}

/**
 * Verifies all of a copy that `snapshot` made; a server that ran on it since must have shut down cleanly.
 * @param key of the journal
 * @throws StorageUnavailableError naming the first difference to what was written, or a later version than this one
 */
export function inspectSnapshot(path: string, key: Buffer): SnapshotContent {
  try {
    findDatabase(path);
    return reading(path, (database) => contentOf(database, new JournalChain(key)));
  } catch (error) {
    throw asStorageError(error);
  }
}

function copyAsItIsNow(folder: string, target: string): void {
  const wasHeld = LockFile.isHeld(folder);
  try {
    copy(folder, target);
  } catch (error) {
    // A server that starts or stops meanwhile changes which way of copying works; the second attempt takes that way.
    if (wasHeld === LockFile.isHeld(folder)) throw error;
    copy(folder, target);
  }
}

/** The target is made empty first, so that it is readable by its owner only from the beginning. */
function copy(folder: string, target: string): void {
  writeFileSync(target, '', { mode: 0o600 });
  lookInto(
    folder,
    (database) => {
      database.exec(`PRAGMA busy_timeout = ${LOCK_TIMEOUT}`);
      // A damaged index would not show in the copy, whose indexes are built anew.
      verifyForm(database);
      database.exec(`VACUUM INTO '${target.replaceAll("'", "''")}'`);
    },
    dirname(target),
  );
}

function contentOf(database: SqliteFile, journal: JournalChain): SnapshotContent {
  const { sequence, hash } = verifyContent(database, journal);
  const [row] = database.prepare('SELECT count(*) AS cooks FROM cooks').all();
  const cooks = readRow('cooks', row, (count) => count.field('cooks').number());
  return { journal: { sequence, hash }, cooks };
}
