import { join } from 'node:path';
import { sizeOfDatabase } from '../../storage/database-file.js';
import { hasJournalKey } from '../../storage/journal-key.js';
import { readJournalEnd } from '../../storage/journal-end.js';
import { readJournal } from '../../storage/journal-reader.js';
import { StorageUnavailableError, type StorageReason } from '../../storage/storage.errors.js';
import type { JournalHead } from '../../storage/journal-store.js';
import type { Places } from '../places.js';
import type { Check } from './check.js';
import { asRoot, isForbidden, LOG, note, ok, RESTART, unsure, wrong, type Finding } from './finding.js';
import { newestBackup } from './installation.js';
import { plainText } from './server.js';

const CHECK = 'journal';

/** When what was kept can no longer be read, only a backup helps. */
const LOST: ReadonlySet<StorageReason> = new Set(['damaged', 'not-a-database']);

/** A database up to this size is read as a whole: that takes some tenths of a second. */
const SMALL_BYTES = 16 * 1024 * 1024;

/** Whether the chain of commands holds: from its first entry, or in a large database its newest entries alone. */
export const journal: Check = async ({ places }, { settings }) => {
  const folder = settings.environment?.dataDir ?? places.data;
  try {
    if (sizeOfDatabase(folder) > SMALL_BYTES) return [await newestEntries(folder)];
    return [judged(readJournal(folder), folder, places)];
  } catch (error) {
    if (!(error instanceof StorageUnavailableError)) throw error;
    return [refused(error, folder, places)];
  }
};

async function newestEntries(folder: string): Promise<Finding> {
  const size = megabytes(sizeOfDatabase(folder));
  const end = await readJournalEnd(folder);
  if (end === undefined) {
    const told = `the server ended without closing the database (${size}); the next start verifies it`;
    return unsure(CHECK, told, 'sudo coddle journal verify checks it from its first entry');
  }
  const { head, from } = end;
  const which = from === 0 ? 'it is intact from its first entry' : `it is intact from entry ${from + 1}`;
  const rest = from === 0 ? '' : '; sudo coddle journal verify checks it from its first entry';
  return ok(
    CHECK,
    `${which} to its newest, number ${head.sequence}; the whole database takes ${size}${rest}`,
  );
}

function judged(head: JournalHead | undefined, folder: string, places: Places): Finding {
  if (head !== undefined) {
    const size = megabytes(sizeOfDatabase(folder));
    return ok(
      CHECK,
      `it is intact from its first entry to its newest, number ${head.sequence}; the whole database takes ${size}`,
    );
  }
  if (!hasJournalKey(folder)) {
    return note(
      CHECK,
      `there is no database in ${folder} yet`,
      `the server creates it when it starts: ${RESTART}`,
    );
  }
  const file = newestFile(places);
  return wrong(
    CHECK,
    `the key of the journal is in ${folder} but its database is gone, and with it the record of all cooks and commands`,
    file === undefined
      ? `restore a backup, or start with an empty journal: ${RESTART}`
      : `sudo coddle restore --replace ${file}, or start with an empty journal: ${RESTART}`,
  );
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function refused(
  { reason, problem, cause }: StorageUnavailableError,
  folder: string,
  places: Places,
): Finding {
  if (isForbidden(cause)) return asRoot(CHECK, folder);
  if (reason === 'in-use') return unsure(CHECK, plainText(problem), `run sudo coddle doctor again; ${LOG}`);
  const file = LOST.has(reason) ? newestFile(places) : undefined;
  const mend =
    file === undefined
      ? `do as it says, then ${RESTART}`
      : `sudo coddle restore --replace ${file}; then coddle journal verify checks it`;
  return wrong(CHECK, plainText(problem), mend);
}

function newestFile(places: Places): string | undefined {
  try {
    const newest = newestBackup(places);
    return newest && join(places.backups, newest.file);
  } catch {
    return undefined; // The line of the backups tells it.
  }
}
