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
 * As `reading`, where a server has the file open: it writes nothing into what the two share. To cut that file anew, as
 * SQLite may when it takes the server for dead, would end the server.
 */
export const readingBesideServer = <Result>(path: string, look: (reader: SqliteFile) => Result): Result =>
  readingAs(`${readOnly(path)}&readonly_shm=1`, look);

/** How a file is opened so that it cannot be written to. */
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

/** SQLite has many words for what it cannot read. */
export function asDamage(error: unknown): unknown {
  const known = asStorageError(error);
  if (known instanceof StorageUnavailableError) return known;
  return new StorageUnavailableError('damaged', undefined, { cause: error });
}
