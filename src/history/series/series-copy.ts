import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { flushToDisk } from '../../shared/durable-file.js';
import { milliseconds } from '../../shared/units.js';
import { reading, readingBesideServer } from '../../storage/connection.js';
import { LockFile } from '../../storage/lock-file.js';
import { sizeOf, type SqliteFile } from '../../storage/sqlite-file.js';
import { asStorageError, StorageUnavailableError } from '../../storage/storage.errors.js';
import { readRow } from '../../storage/stored-rows.js';
import { SERIES_FILE } from './series-file.js';

/** How long a server that writes may hold the file locked. */
const LOCK_TIMEOUT = milliseconds(5000);

/**
 * Copies the file of readings of a data folder as it is at one moment, whether or not a server writes to it.
 * @param target the file that is made, readable by its owner only
 * @returns false when there is no such file; then none was made
 * @throws StorageUnavailableError when it is damaged, or cannot be copied
 */
export function copySeriesFile(folder: string, target: string): boolean {
  const path = join(folder, SERIES_FILE);
  if (sizeOf(path) === 0) return false;
  try {
    writeFileSync(target, '', { mode: 0o600 });
    if (!copiedBesideServer(folder, path, target)) copyUnused(path, target);
    flushToDisk(target);
    verifySeriesCopy(target);
    return true;
  } catch (error) {
    throw asStorageError(error);
  }
}

/** Copies the file beside a server that has it open. @returns whether there is one */
function copiedBesideServer(folder: string, path: string, target: string): boolean {
  if (!LockFile.isHeld(folder) || !existsSync(`${path}-shm`)) return false;
  try {
    readingBesideServer(path, (file) => copyInto(file, target));
    return true;
  } catch (error) {
    // Left by a crash: the server that runs has not opened the file yet.
    if (error instanceof StorageUnavailableError && error.reason !== 'full') return false;
    throw error;
  }
}

/** Copies a file that no server has open. To open it in its place would make files beside it. */
function copyUnused(path: string, target: string): void {
  const draft = mkdtempSync(join(dirname(target), 'readings-'));
  try {
    for (const suffix of ['', '-wal']) {
      if (existsSync(path + suffix)) copyFileSync(path + suffix, join(draft, SERIES_FILE + suffix));
    }
    reading(join(draft, SERIES_FILE), (file) => copyInto(file, target));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function copyInto(file: SqliteFile, target: string): void {
  file.exec(`PRAGMA busy_timeout = ${LOCK_TIMEOUT}`);
  file.exec(`VACUUM INTO '${target.replaceAll("'", "''")}'`);
}

/** Verifies the structure of a copy that `copySeriesFile` made. @throws StorageUnavailableError */
export function verifySeriesCopy(path: string): void {
  reading(path, (file) => {
    const [row] = file.prepare('SELECT quick_check AS result FROM pragma_quick_check(1)').all();
    const result = readRow(SERIES_FILE, row, (found) => found.field('result').text());
    if (result !== 'ok') throw new StorageUnavailableError('damaged', `${SERIES_FILE}: ${result}`);
  });
}
