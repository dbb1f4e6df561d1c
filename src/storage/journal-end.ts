import { join } from 'node:path';
import { asDamage, connect, readOnly } from './connection.js';
import { findDatabase } from './database-file.js';
import { inTimeSlices, REAL_PACING } from './time-slices.js';
import { BEFORE_THE_FIRST, ChainWalk, JournalChain, NO_HEAD } from './journal-chain.js';
import { readCheckpoint } from './journal-checkpoint.js';
import { readJournalKey } from './journal-key.js';
import type { JournalHead } from './journal-store.js';
import { LockFile } from './lock-file.js';
import { DATABASE_FILE } from './open-database.js';
import { verifyTables, entryAt, hasEntry, headOf, verifyEntriesAndHead } from './integrity-check.js';
import { sizeOf, type SqliteFile } from './sqlite-file.js';
import { asStorageError, StorageUnavailableError } from './storage.errors.js';

/** How many of the newest entries are verified, at least and at most: the most take a second on a Raspberry Pi. */
const FEWEST = 1_000;
const MOST = 10_000;

/** The newest entries of the journal, as verified. */
export interface JournalEnd {
  readonly head: JournalHead;
  /** The entries after this one were verified. */
  readonly from: number;
}

/**
 * Verifies the newest entries of the journal of a folder up to its head: those since the last signed checkpoint, within
 * limits. Even a large database is neither copied nor read as a whole, and nothing is changed there.
 * @returns undefined where that cannot be done: no server uses it, and the last one has left a write-ahead log
 * @throws StorageUnavailableError naming what is damaged, or why it cannot be read
 */
export async function readJournalEnd(folder: string): Promise<JournalEnd | undefined> {
  const path = join(folder, DATABASE_FILE);
  try {
    if (!findDatabase(path)) throw new StorageUnavailableError('unreachable');
    const journal = new JournalChain(readJournalKey(folder));
    const besideServer = () => follow(`${readOnly(path)}&readonly_shm=1`, folder, journal);
    if (LockFile.isHeld(folder)) return await besideServer();
    if (sizeOf(`${path}-wal`) > 0) return undefined;
    try {
      return await follow(`${readOnly(path)}&immutable=1`, folder, journal);
    } catch (error) {
      // Changes by a server that starts meanwhile look like damage.
      if (!LockFile.isHeld(folder)) throw error;
      return await besideServer();
    }
  } catch (error) {
    throw asStorageError(error);
  }
}

async function follow(name: string, folder: string, journal: JournalChain): Promise<JournalEnd> {
  const reader = connect(name);
  try {
    // One snapshot for all queries, since the server may be writing.
    reader.exec('BEGIN');
    verifyTables(reader);
    const begin = beginning(reader, folder, journal);
    const walk = new ChainWalk(journal, begin);
    const pacing = { elapsed: REAL_PACING.elapsed, rest: REAL_PACING.yield };
    const head = await inTimeSlices(verifyEntriesAndHead(reader, walk), pacing, new AbortController().signal);
    return { head, from: begin.sequence };
  } catch (error) {
    throw asDamage(error);
  } finally {
    reader.close();
  }
}

/** The entry to begin after, which is trusted. */
function beginning(reader: SqliteFile, folder: string, journal: JournalChain): JournalHead {
  const head = headOf(reader);
  if (head === undefined) throw new StorageUnavailableError('damaged', NO_HEAD);
  const checkpoint = readCheckpoint(folder, journal);
  const isUsable =
    checkpoint !== undefined && checkpoint.sequence <= head.sequence && hasEntry(reader, checkpoint);
  const since = Math.max(isUsable ? checkpoint.sequence : 0, head.sequence - MOST);
  const from = Math.max(0, Math.min(since, head.sequence - FEWEST));
  if (from === 0) return BEFORE_THE_FIRST;
  const entry = entryAt(reader, from);
  if (entry === undefined)
    throw new StorageUnavailableError('damaged', `entry ${from} of the journal is missing`);
  return entry;
}
