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

/** Looks into a file through a connection that cannot write to it. @throws StorageUnavailableError */
export const reading = <Result>(path: string, look: (reader: SqliteFile) => Result): Result =>
  readingAs('mode=ro', path, look);

/**
 * As `reading`, where a server has the file open: it writes nothing into what the two share. To cut that file anew, as
 * SQLite may when it takes the server for dead, would end the server.
 */
export const readingBesideServer = <Result>(path: string, look: (reader: SqliteFile) => Result): Result =>
  readingAs('mode=ro&readonly_shm=1', path, look);

function readingAs<Result>(how: string, path: string, look: (reader: SqliteFile) => Result): Result {
  const reader = connect(`${pathToFileURL(path).href}?${how}`);
  try {
    return look(reader);
  } catch (error) {
    throw asDamage(error);
  } finally {
    reader.close();
  }
}

/** SQLite has many words for what it cannot read. */
function asDamage(error: unknown): unknown {
  const known = asStorageError(error);
  if (known instanceof StorageUnavailableError) return known;
  return new StorageUnavailableError('damaged', undefined, { cause: error });
}
