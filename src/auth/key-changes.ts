import { hash } from 'node:crypto';
import type { RandomBytes } from '../config/fernet.js';
import type { FileName } from '../config/private-file.js';
import { changeKeys } from './keys-file.js';
import { endOf, type KeyRights, type NamedKey } from './named-key.js';

/** Bytes of a key that this server makes; 256 random bits cannot be guessed. */
const KEY_LENGTH = 32;

/** A change of the named keys, with everything that it touches. */
export interface KeyChange {
  readonly file: FileName;
  readonly name: string;
  readonly now: Date;
  readonly randomBytes: RandomBytes;
  /** How long to wait for another change, in ms; default 3 s. */
  readonly timeout?: number;
}

/** What a new key may do, and until when. */
export type KeyGrant = KeyRights & Pick<NamedKey, 'expires'>;

/** What becomes of the current keys when one is added. */
export interface KeysWithGrant {
  readonly keys: readonly NamedKey[];
  readonly grant: KeyGrant;
}

/** A new API key. */
export const newKey = (random: RandomBytes): string => `sk-anova-${random(KEY_LENGTH).toString('base64url')}`;

/** Whether a key has ended. */
export const hasEnded = (key: Pick<NamedKey, 'expires'>, now: Date): boolean => endOf(key) <= now.getTime();

/**
 * Adds a new key to what `decide` makes of the current ones. Every change leaves out the keys that have ended, so that
 * the file never grows full.
 * @returns the key itself, the only place where it is
 * @throws CredentialsFileError, and what `decide` throws; then nothing has changed
 */
export function addKey(
  { file, name, now, randomBytes, timeout }: KeyChange,
  decide: (keys: readonly NamedKey[]) => KeysWithGrant,
): string {
  const key = newKey(randomBytes);
  const [sha256, added] = [hash('sha256', key), now.toISOString()];
  const change = (all: readonly NamedKey[]): readonly NamedKey[] => {
    const { keys, grant } = decide(currentOf(all, now));
    const { expires, scopes, devices, ask } = grant;
    return [...keys, { name, sha256, added, expires, scopes, devices, ask }];
  };
  changeKeys(file, randomBytes, change, timeout);
  return key;
}

/**
 * Revokes every key of a name.
 * @param check called with the current keys before anything changes
 * @throws CredentialsFileError, and what `check` throws; then nothing has changed
 */
export function revokeKeys(
  { file, name, now, randomBytes, timeout }: KeyChange,
  check: (keys: readonly NamedKey[]) => void,
): void {
  const change = (all: readonly NamedKey[]): readonly NamedKey[] => {
    const current = currentOf(all, now);
    check(current);
    return current.filter((key) => key.name !== name);
  };
  changeKeys(file, randomBytes, change, timeout);
}

const currentOf = (keys: readonly NamedKey[], now: Date): readonly NamedKey[] =>
  keys.filter((key) => !hasEnded(key, now));
