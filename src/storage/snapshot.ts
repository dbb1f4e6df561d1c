import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** As long as a server that begins or ends may keep others out. */
const BUSY_TIMEOUT_MS = 5000;

/** What a copy of the database was found to hold. */
export interface SnapshotContent {
  readonly journal: JournalHead;
  /** How many cooks there are. */
  readonly cooks: number;
}

/**
 * Copies the database of a folder as it is at one moment, whether or not a server writes to it, and changes nothing
 * there. The copy is on the disk, open to its owner alone, and sound in all that it holds.
 * @param target the file that is made; what helps to make it lies beside it for that long
 * @returns undefined when there is no database, and then no file was made
 * @throws StorageUnavailableError naming what is damaged, or why it cannot be copied
 */
export function snapshot(folder: string, target: string): SnapshotContent | undefined {
  try {
    if (!findDatabase(join(folder, DATABASE_FILE))) return undefined;
    copyAsItIsNow(folder, target);
    flush(target);
    return inspectSnapshot(target, readJournalKey(folder));
  } catch (error) {
    throw asStorageError(error);
  }
}

/**
 * Reads all of a copy that `snapshot` made; a server that was opened on it since must have ended well.
 * @param key of the journal
 * @throws StorageUnavailableError naming the first thing that is not as it was written, or a later version than ours
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
    // A server that starts or ends in between moves files from under us, and the other way then leads there.
    if (wasHeld === LockFile.isHeld(folder)) throw error;
    copy(folder, target);
  }
}

/** SQLite takes the empty file for the new database, and it was never open to others. */
function copy(folder: string, target: string): void {
  writeFileSync(target, '', { mode: 0o600 });
  lookInto(
    folder,
    (database) => {
      database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
      // Damage to an index would not show in the copy, which gets new ones.
      verifyForm(database);
      database.exec(`VACUUM INTO '${target.replaceAll("'", "''")}'`);
    },
    dirname(target),
  );
}

function contentOf(database: SqliteFile, journal: JournalChain): SnapshotContent {
  const { sequence, hash } = verifyContent(database, journal);
  const [row] = database.prepare('SELECT count(*) AS cooks FROM cooks').all() as { readonly cooks: number }[];
  return { journal: { sequence, hash }, cooks: row?.cooks ?? 0 };
}

/** SQLite does not wait for the disk when it makes a copy. */
function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
