import { pathToFileURL } from 'node:url';
import { SqliteFile } from './sqlite-file.js';
import { asStorageError, StorageUnavailableError } from './storage.errors.js';

/** Opens a file. @throws StorageUnavailableError */
export function connect(path: string): SqliteFile {
  try {
    return new SqliteFile(path);
  } catch (error) {
    throw new StorageUnavailableError('unreachable', undefined, { cause: error });
  }
}

/** Reads a file through a read-only connection. @throws StorageUnavailableError */
export const reading = <Result>(path: string, look: (reader: SqliteFile) => Result): Result =>
  readingAs(readOnly(path), look);

/**
 * As `reading`, beside a server that has the file open: it writes nothing to the shared-memory file. SQLite may truncate
 * that file when it takes the server for dead, which would crash the server.
 */
export const readingBesideServer = <Result>(path: string, look: (reader: SqliteFile) => Result): Result =>
  readingAs(`${readOnly(path)}&readonly_shm=1`, look);

/** The URI that opens a file read-only. */
export const readOnly = (path: string): string => `${pathToFileURL(path).href}?mode=ro`;

function readingAs<Result>(name: string, look: (reader: SqliteFile) => Result): Result {
  const reader = connect(name);
  try {
    return look(reader);
  } catch (error) {
    throw asDamage(error);
  } finally {
    reader.close();
  }
}

/** Turns SQLite's many errors about unreadable files into one. */
export function asDamage(error: unknown): unknown {
  const known = asStorageError(error);
  if (known instanceof StorageUnavailableError) return known;
  return new StorageUnavailableError('damaged', undefined, { cause: error });
}
