import type { Kysely } from 'kysely';
import type { Opened } from './opening.js';
import type { Tables } from './tables.js';

/** Writes without waiting for the disk. The setting belongs to the connection, which is reserved until it is restored. */
export function writeWithoutFlush<Result>(
  { queries, file }: Opened,
  act: (queries: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  return queries.connection().execute(async (connection) => {
    file.exec('PRAGMA synchronous = NORMAL');
    try {
      return await act(connection);
    } finally {
      file.exec('PRAGMA synchronous = FULL');
    }
  });
}
