import { join } from 'node:path';
import { readJournal } from '../../storage/journal-reader.js';
import { StorageUnavailableError, type StorageReason } from '../../storage/storage.errors.js';
import type { JournalHead } from '../../storage/journal-store.js';
import type { Places } from '../places.js';
import {
  asRoot,
  isForbidden,
  LOG,
  note,
  ok,
  RESTART,
  unsure,
  wrong,
  type Check,
  type Finding,
} from './check.js';
import { newestBackup } from './installation.js';
import { plainText } from './server.js';

const CHECK = 'journal';

/** When what was kept can no longer be read, only a backup helps. */
const LOST: ReadonlySet<StorageReason> = new Set(['damaged', 'not-a-database']);

/** Whether the chain of commands holds from its first entry to its newest. */
export const journal: Check = ({ places }, { settings }) => {
  const folder = settings.environment?.dataDir ?? places.data;
  try {
    return [judged(readJournal(folder), folder)];
  } catch (error) {
    if (!(error instanceof StorageUnavailableError)) throw error;
    return [refused(error, folder, places)];
  }
};

const judged = (head: JournalHead | undefined, folder: string): Finding =>
  head === undefined
    ? note(CHECK, `there is no database in ${folder} yet`, `the server makes it when it starts: ${RESTART}`)
    : ok(CHECK, `it holds from its first entry to its newest, number ${head.sequence}`);

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
      ? `as it says, then ${RESTART}`
      : `sudo coddle restore --replace ${file}, and coddle journal verify tells that it holds`;
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
