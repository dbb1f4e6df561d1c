import { hash } from 'node:crypto';
import type { RandomBytes } from '../config/fernet.js';
import { endOf, type KeyRights, type NamedKey } from './named-key.js';

/** Bytes of a key that this server makes; 256 random bits cannot be guessed. */
const KEY_LENGTH = 32;

/** Writes the keys that `change` makes of those in a file. */
export type EditKeys = (change: (keys: readonly NamedKey[]) => readonly NamedKey[]) => void;

/** A change of the named keys in one file, with everything that it touches. */
export interface KeyChange {
  readonly edit: EditKeys;
  readonly name: string;
  readonly now: Date;
  readonly randomBytes: RandomBytes;
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
  { edit, name, now, randomBytes }: KeyChange,
  decide: (keys: readonly NamedKey[]) => KeysWithGrant,
): string {
  const key = newKey(randomBytes);
  const [sha256, added] = [hash('sha256', key), now.toISOString()];
  edit((all) => {
    const { keys, grant } = decide(currentOf(all, now));
    const { expires, scopes, devices, ask } = grant;
    return [...keys, { name, sha256, added, expires, scopes, devices, ask }];
  });
  return key;
}

/**
 * Revokes every key of a name.
 * @param check called with the current keys before anything changes
 * @throws CredentialsFileError, and what `check` throws; then nothing has changed
 */
export function revokeKeys(
  { edit, name, now }: Omit<KeyChange, 'randomBytes'>,
  check: (keys: readonly NamedKey[]) => void,
): void {
  edit((all) => {
    const current = currentOf(all, now);
    check(current);
    return current.filter((key) => key.name !== name);
  });
}

/** The keys that have not ended. */
export const currentOf = (keys: readonly NamedKey[], now: Date): readonly NamedKey[] =>
  keys.filter((key) => !hasEnded(key, now));
