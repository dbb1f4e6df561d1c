import { join } from 'node:path';
import { CredentialsFileError } from '../config/config.errors.js';
import type { RandomBytes } from '../config/fernet.js';
import { rewriteLocked } from '../config/locked-file.js';
import { ownerFor, quoted, readPrivateFile, type FileName } from '../config/private-file.js';
import { hasFields, isNamedKey, isUnrestrictedKey, USUAL_RIGHTS, type NamedKey } from './named-key.js';

/** The file of the keys that commands make, in the folder of the credentials. */
export const keysFileIn = (configDir: string, folder = ''): FileName => ({
  folder,
  file: join(configDir, 'keys.json'),
});

/**
 * The keys in the file; none when there is no file.
 * @throws CredentialsFileError when it cannot be read or is no list of keys
 * @throws OpenToOthersError when anyone but its owner may use it
 */
export function readKeys(name: FileName): readonly NamedKey[] {
  const text = readPrivateFile(name);
  if (text === undefined) return [];
  const keys = keysIn(parseJson(text));
  if (keys !== undefined) return keys;
  throw new CredentialsFileError(
    `${name.file} is not a list of named keys: mend its form, or begin anew after rm ${quoted(name.file)}`,
  );
}

/**
 * Writes the keys that `change` makes of those in the file. Of several that do so at once each waits for the others.
 * @param timeout how long to wait for them, in ms; default 3 s
 * @throws CredentialsFileError when the file cannot be read or written
 * @throws FileLockedError when another process keeps changing it
 */
export function changeKeys(
  name: FileName,
  random: RandomBytes,
  change: (keys: readonly NamedKey[]) => readonly NamedKey[],
  timeout?: number,
): void {
  const textOf = (): string => `${JSON.stringify(toStored(change(readKeys(name))), null, 2)}\n`;
  rewriteLocked(name, textOf, { random, owner: ownerFor(name, NEIGHBOURS), timeout });
}

/** The owner of these files must also be able to read the keys. */
const NEIGHBOURS = ['credentials.json', 'credentials.enc'];

/** The form of the file in which every key has its rights. The first form was a list of keys without any. */
const VERSION = 2;

/** The keys in a file of any form; undefined when it has none of them. */
function keysIn(stored: unknown): readonly NamedKey[] | undefined {
  if (Array.isArray(stored))
    return stored.every(isUnrestrictedKey) ? stored.map((key) => ({ ...key, ...USUAL_RIGHTS })) : undefined;
  if (!hasFields(stored, ['keys', 'version']) || stored['version'] !== VERSION) return undefined;
  const { keys } = stored;
  return Array.isArray(keys) && keys.every(isNamedKey) ? keys : undefined;
}

/** While no key is restricted, the file keeps its first form, so that an earlier release can go on with it. */
const toStored = (keys: readonly NamedKey[]): object =>
  keys.every(isUnrestricted)
    ? keys.map(({ name, sha256, added, expires }) => ({ name, sha256, added, expires }))
    : { version: VERSION, keys };

const isUnrestricted = ({ scopes, devices, ask }: NamedKey): boolean =>
  devices === null && !ask && scopes.join() === USUAL_RIGHTS.scopes.join();

/** A parsed text, or undefined. The parser's own error quotes the text: it goes no further than here. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
