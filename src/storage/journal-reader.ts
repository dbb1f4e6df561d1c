import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { milliseconds } from '../shared/units.js';
import { reading, readingBesideServer } from './connection.js';
import { findDatabase } from './database-file.js';
import { JournalChain } from './journal-chain.js';
import { readJournalKey } from './journal-key.js';
import type { JournalHead } from './journal-store.js';
import { LockFile } from './lock-file.js';
import { DATABASE_FILE } from './open-database.js';
import { verifyForm, verifyJournal } from './integrity-check.js';
import type { SqliteFile } from './sqlite-file.js';
import { asStorageError } from './storage.errors.js';
import type { JournalRow } from './tables.js';
import { verifyWriteAheadLog } from './write-ahead-log.js';

/** How long a starting or stopping server may hold the database locked. */
const LOCK_TIMEOUT = milliseconds(5000);

/**
 * Verifies the journal of a folder, with or without a server that uses it, and changes nothing there.
 * @param take gets every verified row
 * @returns where it ends; undefined when there is no database
 * @throws StorageUnavailableError naming what is damaged, or why it cannot be read
 */
export function readJournal(folder: string, take?: (row: JournalRow) => void): JournalHead | undefined {
  const path = join(folder, DATABASE_FILE);
  try {
    if (!findDatabase(path)) return undefined;
    const journal = new JournalChain(readJournalKey(folder));
    return lookInto(folder, (database) => {
      // One snapshot for all queries, since the server may be writing.
      database.exec(`PRAGMA busy_timeout = ${LOCK_TIMEOUT}; BEGIN`);
      verifyForm(database);
      return verifyJournal(database, journal, take);
    });
  } catch (error) {
    throw asStorageError(error);
  }
}

/**
 * Reads the database of a folder beside a running server, or a copy of it when no server runs. Opening an unused
 * database makes files beside it, and removing those would harm a server that starts meanwhile.
 * @param copies the folder in which the copy is made
 */
export function lookInto<Result>(
  folder: string,
  look: (database: SqliteFile) => Result,
  copies = tmpdir(),
): Result {
  const draft = mkdtempSync(join(copies, 'coddle-journal-'));
  try {
    if (!LockFile.isHeld(folder)) copyDatabase(folder, draft);
    if (LockFile.isHeld(folder)) return readingBesideServer(join(folder, DATABASE_FILE), look);
    verifyWriteAheadLog(join(draft, `${DATABASE_FILE}-wal`));
    return reading(join(draft, DATABASE_FILE), look);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function copyDatabase(from: string, to: string): void {
  for (const name of [DATABASE_FILE, `${DATABASE_FILE}-wal`]) {
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
  }
}
