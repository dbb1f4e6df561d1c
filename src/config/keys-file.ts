import { join } from 'node:path';
import { CredentialsFileError } from './config.errors.js';
import type { RandomBytes } from './fernet.js';
import { withKeysLock } from './keys-lock.js';
import {
  LARGEST_FILE,
  ownerFor,
  quoted,
  readPrivateFile,
  tooLarge,
  writePrivateFile,
  type FileName,
} from './private-file.js';

/** The name of the key in the settings, in the journal and in a cook's record; no other key may have it. */
export const SETTINGS_KEY = 'default';

/** A key as the file holds it: enough to know it again, too little to use it. */
export interface NamedKey {
  readonly name: string;
  /** SHA-256 of the key, 64 hexadecimal digits. */
  readonly sha256: string;
  /** ISO 8601. */
  readonly added: string;
  /** From when on it is refused, ISO 8601; null is never. */
  readonly expires: string | null;
}

/** The file of the named keys, in the folder of the credentials. */
export const keysFileIn = (configDir: string, folder = ''): FileName => ({
  folder,
  file: join(configDir, 'keys.json'),
});

/** Whether a key may have this name. */
export const isKeyName = (name: string): boolean => /^[a-z0-9-]{1,32}$/.test(name) && name !== SETTINGS_KEY;

/** When a key ends, in milliseconds since 1970; never is infinity. */
export const endOf = ({ expires }: Pick<NamedKey, 'expires'>): number =>
  expires === null ? Infinity : Date.parse(expires);

/**
 * The keys in the file; none when there is no file.
 * @throws CredentialsFileError when it cannot be read or is no list of keys
 * @throws OpenToOthersError when anyone but its owner may use it
 */
export function readKeys(name: FileName): readonly NamedKey[] {
  const text = readPrivateFile(name);
  if (text === undefined) return [];
  const keys = parseJson(text);
  if (Array.isArray(keys) && keys.every(isNamedKey)) return keys;
  throw new CredentialsFileError(
    `${name.file} is not a list of named keys: mend its form, or begin anew after rm ${quoted(name.file)}`,
  );
}

/**
 * Writes the keys that `change` makes of those in the file. Of several that do so at once each waits for the others.
 * @throws CredentialsFileError when the file cannot be read or written, or another process keeps changing it
 */
export function changeKeys(
  name: FileName,
  random: RandomBytes,
  change: (keys: readonly NamedKey[]) => readonly NamedKey[],
): void {
  withKeysLock(name, () => {
    const text = `${JSON.stringify(change(readKeys(name)), null, 2)}\n`;
    // The server would refuse to read it.
    if (text.length > LARGEST_FILE) throw tooLarge(name.file);
    writePrivateFile(name, text, random, ownerFor(name, NEIGHBOURS));
  });
}

/** The owner of these files must also be able to read the keys. */
const NEIGHBOURS = ['credentials.json', 'credentials.enc'];

const FIELDS = ['added', 'expires', 'name', 'sha256'];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

function isNamedKey(value: unknown): value is NamedKey {
  if (typeof value !== 'object' || value === null) return false;
  const { name, sha256, added, expires } = value as Record<string, unknown>;
  return (
    // A misspelt `expires` must not make a key that never ends.
    Object.keys(value).toSorted().join() === FIELDS.join() &&
    typeof name === 'string' &&
    isKeyName(name) &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    isInstant(added) &&
    (expires === null || isInstant(expires))
  );
}

const isInstant = (value: unknown): boolean =>
  typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));

// The parser's own error quotes the text: it goes no further than here.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
