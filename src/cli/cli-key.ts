import { hash } from 'node:crypto';
import { join } from 'node:path';
import { newKey } from '../auth/key-changes.js';
import { changeKeys, keysFileIn } from '../auth/keys-file.js';
import { USUAL_RIGHTS } from '../auth/named-key.js';
import { readPrivateFile, writePrivateFile, type FileName } from '../config/private-file.js';
import type { CliContext } from './cli-context.js';

/** What the key of the command line is called, in the journal and in a cook's record. */
const NAME = 'cli';

/**
 * The key of the command line, as it lies beside the settings.
 * @param keysDir the folder of the named keys
 * @returns undefined when none was made yet
 * @throws CredentialsFileError when it cannot be read, or others can
 */
export const readCliKey = (keysDir: string): string | undefined =>
  readPrivateFile(fileIn(keysDir))?.trim() || undefined;

/**
 * Makes a key for the command line in the place of the one before. The running server takes it up within 2 seconds.
 * @param keysDir the folder of the named keys
 * @throws CredentialsFileError when that folder cannot be written
 */
export function makeCliKey(
  { now, randomBytes }: Pick<CliContext, 'now' | 'randomBytes'>,
  keysDir: string,
): string {
  const key = newKey(randomBytes);
  const [sha256, added] = [hash('sha256', key), now.toISOString()];
  const entry = { name: NAME, sha256, added, expires: null, ...USUAL_RIGHTS };
  changeKeys(keysFileIn(keysDir), randomBytes, (keys) => [
    ...keys.filter(({ name }) => name !== NAME),
    entry,
  ]);
  // It stays with whoever runs the command: the server itself need not read it.
  writePrivateFile(fileIn(keysDir), `${key}\n`, randomBytes);
  return key;
}

const fileIn = (keysDir: string): FileName => ({ folder: '', file: join(keysDir, `${NAME}.key`) });
