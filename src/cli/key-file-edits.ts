import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { currentOf, revokeKeys, type EditKeys, type KeyChange } from '../auth/key-changes.js';
import { keyFilesIn, type KeyFiles } from '../auth/key-files.js';
import { changeKeys, readKeys } from '../auth/keys-file.js';
import { changeOwnerKeys, readOwnerKeys } from '../auth/owner-keys-file.js';
import { withKeysLock } from '../config/keys-lock.js';
import type { FileName } from '../config/private-file.js';
import type { CliContext } from './cli-context.js';
import { variablesHere } from './variables-here.js';

/** Keys of a name that a command changes. */
type KeysInFiles = Omit<KeyChange, 'edit'> & { readonly files: KeyFiles };

/** The files of the keys that a command means. */
export function keyFilesHere(io: CliContext): KeyFiles {
  const { CONFIG_DIR, DATA_DIR } = variablesHere(io);
  return keyFilesIn({ configDir: CONFIG_DIR || 'config', dataDir: DATA_DIR || 'data' }, io.folder);
}

/** Changes the keys in one of the files. */
export const editing = ({ files, randomBytes }: KeysInFiles, place: keyof KeyFiles): EditKeys =>
  place === 'commands'
    ? (change) => changeKeys(files.commands, randomBytes, change)
    : (change) => changeOwnerKeys(files.page, randomBytes, (page) => ({ ...page, keys: change(page.keys) }));

/** Revokes the keys of a name in one of the files. @returns false when there are none in it, and nothing was written */
export function revokeIn(request: KeysInFiles, place: keyof KeyFiles): boolean {
  const { files, name, now } = request;
  const all = place === 'commands' ? readKeys(files.commands) : readOwnerKeys(files.page).keys;
  const isThere = currentOf(all, now).some((key) => key.name === name);
  if (isThere) revokeKeys({ edit: editing(request, place), name, now }, () => {});
  return isThere;
}

/** Acts while the page makes no key, so that no name is given twice. */
export const whileNamesAreKept = <Result>({ page }: KeyFiles, act: () => Result): Result =>
  existsSync(folderOf(page)) ? withKeysLock(page, act) : act();

const folderOf = ({ folder, file }: FileName): string => dirname(resolve(folder, file));
