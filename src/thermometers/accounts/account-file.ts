import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CredentialsFileError } from '../../config/config.errors.js';
import { decryptCredentials } from '../../config/credentials-file.js';
import { Fernet, type RandomBytes } from '../../config/fernet.js';
import { withKeysLock } from '../../config/keys-lock.js';
import {
  ownerOfFolder,
  readPrivateFile,
  writePrivateFile,
  type FileName,
} from '../../config/private-file.js';
import { JsonFormError, JsonReader } from '../../shared/json-reader.js';

/** The vendors in whose clouds a person can have an account. */
export const CLOUD_VENDORS = ['thermoworks', 'fireboard', 'meater'] as const;

/** A vendor whose cloud the person has an account in. */
export type CloudVendor = (typeof CLOUD_VENDORS)[number];

/** A sign-in to a vendor's cloud. */
export interface VendorAccount {
  /** The name of the account, such as an e-mail address. */
  readonly name: string;
  /** What is kept instead of the password; a secret. */
  readonly token: string;
}

/** What seals and opens an account. */
export interface Sealing {
  /** Those of `ENCRYPTION_KEY`: the first seals, any opens. */
  readonly keys: readonly string[];
  readonly now: Date;
  readonly random: RandomBytes;
}

const VERSION = 1;
/** How long the server waits for a command that changes the file, in ms: it does nothing else meanwhile. */
const LOCK_TIMEOUT = 500;

/**
 * The sealed file of an account. It lies in the folder of the data, which the server may write: a cloud may replace its
 * token at any time.
 */
export const accountFileIn = (dataDir: string, vendor: CloudVendor, folder = ''): FileName => ({
  folder,
  file: join(dataDir, `${vendor}-account.enc`),
  noLink: true,
});

/**
 * The account in a file; undefined when there is none.
 * @throws CredentialsFileError when it cannot be read or opened
 */
export function readAccount(
  name: FileName,
  { keys, now }: Omit<Sealing, 'random'>,
): VendorAccount | undefined {
  const token = readPrivateFile(name);
  if (token === undefined) return undefined;
  if (keys.length === 0) throw withoutKey(`${name.file} cannot be opened`);
  return parsed(decryptCredentials(token, name.file, keys, now), name.file);
}

/**
 * Seals an account into its file, durably.
 * @throws CredentialsFileError when there is no key, or the file cannot be written
 */
export function writeAccount(name: FileName, account: VendorAccount, sealing: Sealing): void {
  withKeysLock(name, () => write(name, account, sealing));
}

/**
 * Replaces the token of an account by its successor, durably, unless the file holds another one by now: the person may
 * have signed in anew, or out.
 * @returns whether it was replaced
 * @throws CredentialsFileError when the file cannot be read or written
 */
export function rotateToken(name: FileName, from: string, to: string, sealing: Sealing): boolean {
  const rotate = (): boolean => {
    const present = readAccount(name, sealing);
    if (present?.token !== from) return false;
    write(name, { ...present, token: to }, sealing);
    return true;
  };
  return withKeysLock(name, rotate, LOCK_TIMEOUT);
}

/** Removes the account from this machine. @returns whether there was one */
export function removeAccount(name: FileName): boolean {
  return withKeysLock(name, () => {
    const isThere = readPrivateFile(name) !== undefined;
    rmSync(resolve(name.folder, name.file), { force: true });
    return isThere;
  });
}

/** @throws CredentialsFileError when nothing can be sealed, so that no password is asked for in vain */
export function requireSealing({ keys }: Pick<Sealing, 'keys'>): void {
  if (keys.length === 0) throw withoutKey('an account cannot be sealed');
}

function write(name: FileName, { name: account, token }: VendorAccount, sealing: Sealing): void {
  requireSealing(sealing);
  const text = JSON.stringify({ version: VERSION, name: account, token });
  const sealed = new Fernet(sealing.keys).encrypt(Buffer.from(text), {
    now: sealing.now,
    randomBytes: sealing.random,
  });
  writePrivateFile(name, sealed, sealing.random, ownerOfFolder(name));
}

function parsed(text: string, file: string): VendorAccount {
  try {
    const stored = JsonReader.parse(text);
    stored.field('version').matching((version): version is number => version === VERSION, 'a known version');
    return { name: stored.field('name').text(), token: stored.field('token').text() };
  } catch (error) {
    if (!(error instanceof JsonFormError)) throw error;
    throw new CredentialsFileError(`${file} does not hold an account: sign in again`);
  }
}

const withoutKey = (consequence: string): CredentialsFileError =>
  new CredentialsFileError(
    `ENCRYPTION_KEY is missing, and without it ${consequence}: make one with coddle credentials new-key, and set it in the environment of the server`,
  );
