import type { Kysely } from 'kysely';
import type { Opened } from './opening.js';
import type { Tables } from './tables.js';

/** Writes without waiting until the disk has it. The setting is that of the connection, which is held until it is set back. */
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
