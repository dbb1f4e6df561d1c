import Libsql from 'libsql';
import { pathToFileURL } from 'node:url';
import { asStorageError, StorageUnavailableError } from './storage.errors.js';

/** Opens a file. @throws StorageUnavailableError */
export function connect(path: string): Libsql.Database {
  try {
    return new Libsql(path);
  } catch (error) {
    throw new StorageUnavailableError('unreachable', undefined, { cause: error });
  }
}

/** Looks into a file through a connection that cannot write to it. @throws StorageUnavailableError */
export function reading<Result>(path: string, look: (reader: Libsql.Database) => Result): Result {
  const reader = connect(`${pathToFileURL(path).href}?mode=ro`);
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
