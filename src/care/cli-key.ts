import { hash } from 'node:crypto';
import { join } from 'node:path';
import { newKey } from '../config/key-command.js';
import { changeKeys, keysFileIn } from '../config/keys-file.js';
import { readPrivateFile, writePrivateFile, type FileName } from '../config/private-file.js';
import type { CareIo } from './care-io.js';

/** What the key of the command line is called, in the journal and in a cook's record. */
const NAME = 'cli';

type Needs = Pick<CareIo, 'folder' | 'now' | 'places' | 'randomBytes' | 'variables'>;

/**
 * The key of the command line, as it lies beside the settings.
 * @returns undefined when none was made yet
 * @throws CredentialsFileError when it cannot be read, or others can
 */
export const readCliKey = (io: Needs): string | undefined => readPrivateFile(fileOf(io))?.trim() || undefined;

/**
 * Makes a key for the command line in the place of the one before. The running server takes it up within 2 seconds.
 * @throws CredentialsFileError when the settings folder cannot be written
 */
export function makeCliKey(io: Needs): string {
  const key = newKey(io.randomBytes);
  const entry = { name: NAME, sha256: hash('sha256', key), added: io.now.toISOString(), expires: null };
  changeKeys(keysFileIn(folderOf(io), io.folder), io.randomBytes, (keys) => [
    ...keys.filter(({ name }) => name !== NAME),
    entry,
  ]);
  // It stays with whoever runs the command: the server itself need not read it.
  writePrivateFile(fileOf(io), `${key}\n`, io.randomBytes);
  return key;
}

/** As the commands for keys find it. */
const folderOf = ({ variables, places }: Needs): string => variables['CONFIG_DIR'] || places.etc;

const fileOf = (io: Needs): FileName => ({ folder: io.folder, file: join(folderOf(io), `${NAME}.key`) });
