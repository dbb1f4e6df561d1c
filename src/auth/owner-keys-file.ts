import { join } from 'node:path';
import { CredentialsFileError } from '../config/config.errors.js';
import type { RandomBytes } from '../config/fernet.js';
import { rewriteLocked } from '../config/locked-file.js';
import { ownerOfFolder, quoted, readPrivateFile, type FileName } from '../config/private-file.js';
import { parseJson } from './keys-file.js';
import { hasFields, isDigest, isNamedKey, type NamedKey } from './named-key.js';

/** What the owner decided about keys on the page. */
export interface OwnerKeys {
  /** The keys that were made there. */
  readonly keys: readonly NamedKey[];
  /** The digests of the keys in keys.json that were revoked there: the server need not be able to write that file. */
  readonly revoked: readonly string[];
}

/** What there is before the owner decided anything. */
export const NO_OWNER_KEYS: OwnerKeys = { keys: [], revoked: [] };

/** The name of the file in the data folder. */
export const OWNER_KEYS_FILE = 'owner-keys.json';

/** The file of the keys that are made on the page, in the folder of the data, which the service owns. */
export const ownerKeysFileIn = (dataDir: string, folder = ''): FileName => ({
  folder,
  file: join(dataDir, OWNER_KEYS_FILE),
  noLink: true,
});

/**
 * What is in the file; nothing when there is no file.
 * @throws CredentialsFileError when it cannot be read or is of another form
 * @throws OpenToOthersError when anyone but its owner may use it
 */
export function readOwnerKeys(name: FileName): OwnerKeys {
  const text = readPrivateFile(name);
  if (text === undefined) return NO_OWNER_KEYS;
  const stored = parseJson(text);
  if (isStored(stored)) return { keys: stored.keys, revoked: stored.revoked };
  throw new CredentialsFileError(
    `${name.file} does not hold the keys of the page: take it from a backup, or begin anew after rm ${quoted(name.file)}, which lets in again what was revoked there`,
  );
}

/** The text of the file, with all that it holds. */
export const ownerKeysText = ({ keys, revoked }: OwnerKeys): string =>
  `${JSON.stringify({ version: VERSION, keys, revoked }, null, 2)}\n`;

/**
 * Writes what `change` makes of the content. Of several that do so at once each waits for the others.
 * @param timeout how long to wait for them, in ms; default 3 s
 * @throws CredentialsFileError when the file cannot be read or written
 * @throws FileLockedError when another process keeps changing it
 */
export function changeOwnerKeys(
  name: FileName,
  random: RandomBytes,
  change: (content: OwnerKeys) => OwnerKeys,
  timeout?: number,
): void {
  const textOf = (): string => ownerKeysText(change(readOwnerKeys(name)));
  rewriteLocked(name, textOf, { random, owner: ownerOfFolder(name), timeout });
}

const VERSION = 1;

const isStored = (value: unknown): value is OwnerKeys =>
  hasFields(value, ['keys', 'revoked', 'version']) &&
  value['version'] === VERSION &&
  isListOf(value['keys'], isNamedKey) &&
  isListOf(value['revoked'], isDigest);

const isListOf = (value: unknown, accepts: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(accepts);
