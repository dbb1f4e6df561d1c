import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StorageUnavailableError } from './storage.errors.js';

/** The name of the key in the folder of the database. */
export const KEY_FILE = 'journal.key';

const BYTES = 32;
const AS_WRITTEN = /^[0-9a-f]{64}\n$/;

/** The key of a new journal. A key that a crash left without a database is used again. */
export function makeJournalKey(folder: string): Buffer {
  const path = join(folder, KEY_FILE);
  try {
    writeFileSync(path, `${randomBytes(BYTES).toString('hex')}\n`, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readJournalKey(folder);
}

/** Whether there is a key file, valid or not. */
export const hasJournalKey = (folder: string): boolean => existsSync(join(folder, KEY_FILE));

/**
 * Reads the key of an existing journal.
 * @throws StorageUnavailableError when the key is missing or malformed: without it the journal cannot be verified
 */
export function readJournalKey(folder: string): Buffer {
  const text = read(join(folder, KEY_FILE));
  if (text === undefined) throw new StorageUnavailableError('damaged', `${KEY_FILE} is gone`);
  if (!AS_WRITTEN.test(text)) throw new StorageUnavailableError('damaged', `${KEY_FILE} holds no key`);
  return Buffer.from(text.trim(), 'hex');
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
