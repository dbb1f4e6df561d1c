import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InvalidFernetTokenError } from '../../config/config.errors.js';
import { Fernet } from '../../config/fernet.js';
import { readPrivateFile } from '../../config/private-file.js';
import { asText, JsonFormError, JsonReader, type ReadJson } from '../../shared/json-reader.js';
import { accountFileIn, CLOUD_VENDORS } from '../../thermometers/accounts/account-file.js';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import { installedVariables } from '../installed-settings.js';
import type { Places } from '../places.js';
import { BACKUP_KEY } from './backup-key.js';
import { factsOf, type Facts } from './manifest.js';

/** The credentials that systemd sealed with a key of this machine; no other machine can open them. */
export const MACHINE_SEALED = 'credentials.cred';
/** Where either lies, the server has its token and its API key. */
export const CREDENTIALS = ['credentials.json', 'credentials.enc'];
/** Larger than any settings are, in bytes. */
const LARGEST = 1024 * 1024;

/** A file of the settings. */
export interface KeptFile {
  readonly name: string;
  /** The rights, as a number. */
  readonly mode: number;
  /** In base64. */
  readonly content: string;
}

/** All that is secret in a backup. */
export interface Sealed {
  readonly files: readonly KeptFile[];
  /** The text of journal.key; null when there is no journal. */
  readonly journalKey: string | null;
  /** The text of the keys of the page; null when there are none, as in a backup of an earlier release. */
  readonly ownerKeys: string | null;
  /** The sign-ins to the clouds of thermometers, as they are sealed; none in a backup of an earlier release. */
  readonly accounts: readonly KeptFile[];
}

/** The files of the settings as the service has them, those of systemd's making and our own drafts left out. */
export function collectFiles({ places }: Pick<CliContext, 'places'>): KeptFile[] {
  const files = new Map(keptIn(places.etc).map((file) => [file.name, file]));
  // What systemd opened for the service counts instead of what it opened it from.
  const counting = installedVariables({ places })['CONFIG_DIR'] ?? places.etc;
  const isElsewhere = counting !== places.etc && existsSync(counting);
  const handedOver = isElsewhere ? keptIn(counting).filter(({ name }) => isOfSecrets(name)) : [];
  for (const file of handedOver) files.set(file.name, file);
  return [...files.values()];
}

/** The sealed sign-ins to the clouds of thermometers. @throws CredentialsFileError when one cannot be read */
export const collectAccounts = ({ data }: Places): KeptFile[] =>
  CLOUD_VENDORS.flatMap((vendor) => {
    const name = accountFileIn(data, vendor);
    const text = readPrivateFile(name);
    const content = Buffer.from(text ?? '').toString('base64');
    return text === undefined ? [] : [{ name: basename(name.file), mode: 0o600, content }];
  });

export const holdsCredentials = (files: readonly KeptFile[]): boolean =>
  files.some(({ name }) => CREDENTIALS.includes(name));

/** Whether something lies there that a restore must not overwrite unasked. */
export const hasSecrets = ({ etc }: Places): boolean =>
  [...CREDENTIALS, 'keys.json', MACHINE_SEALED].some((name) => existsSync(join(etc, name)));

export const isOfSecrets = (name: string): boolean => [...CREDENTIALS, 'keys.json'].includes(name);

/** Seals the secrets, together with what the backup says of itself. */
export function seal(io: CliContext, key: string, facts: Facts, sealed: Sealed): string {
  const text = JSON.stringify({ facts: factsOf(facts), ...sealed });
  return new Fernet([key]).encrypt(Buffer.from(text), { now: io.clock.now(), randomBytes: io.randomBytes });
}

/**
 * Opens what `seal` sealed.
 * @param facts what the backup says of itself now
 * @param file as the operator knows the backup
 * @throws CliError when the key is another, or the backup was changed
 */
export function openSeal(io: CliContext, key: string, token: string, facts: Facts, file: string): Sealed {
  const text = decrypted(io, key, token, file);
  try {
    return asSealed(JsonReader.parse(text), factsOf(facts));
  } catch (error) {
    if (!(error instanceof JsonFormError)) throw error;
    throw new CliError(`${file} was changed after it was made: take another backup`, { cause: error });
  }
}

/** Parses what is sealed, which repeats the facts. */
function asSealed(value: JsonReader, facts: string): Sealed {
  value.field('facts').oneOf([facts]);
  return {
    files: value.field('files').list(asKeptFile),
    journalKey: value.field('journalKey').orNull(asText),
    ownerKeys: value.field('ownerKeys').optional((text) => text.orNull(asText)) ?? null,
    accounts: value.field('accounts').optional((list) => list.list(asAccountFile)) ?? [],
  };
}

const asKeptFile: ReadJson<KeptFile> = (value) => ({
  name: value.field('name').matching(isOwnFileName, 'the name of a file'),
  mode: value.field('mode').number(),
  content: value.field('content').text(),
});

/** No other file gets into the folder of the data by this way. */
const asAccountFile: ReadJson<KeptFile> = (value) => {
  const file = asKeptFile(value);
  value.field('name').oneOf(CLOUD_VENDORS.map((vendor) => accountFileIn('', vendor).file));
  return file;
};

function decrypted({ clock }: CliContext, key: string, token: string, file: string): string {
  try {
    return new Fernet([key]).decrypt(token, { now: clock.now() }).toString();
  } catch (error) {
    if (!(error instanceof InvalidFernetTokenError)) throw error;
    throw new CliError(
      error.reason === 'future'
        ? `${file} was made later than the clock of this machine says it is: set the clock, timedatectl shows it`
        : `${file} was sealed with another key than this one: name the right one with --key-file FILE`,
      { cause: error },
    );
  }
}

const keptIn = (folder: string): KeptFile[] =>
  readdirSync(folder)
    .filter((name) => isFileName(name) && name !== BACKUP_KEY && name !== MACHINE_SEALED)
    .sort()
    .flatMap((name) => read(join(folder, name), name));

function read(path: string, name: string): KeptFile[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) return [];
  if (stats.size > LARGEST) throw new CliError(`${path} is too large to be settings: move it elsewhere`);
  return [{ name, mode: stats.mode & 0o777, content: readFileSync(path, 'base64') }];
}

/** Also leaves out what a command was writing, or holds while it writes. */
const isFileName = (name: string): boolean => /^\w[\w.-]*$/.test(name) && !/\.(tmp|lock)$/.test(name);
const isOwnFileName = (name: unknown): name is string => typeof name === 'string' && isFileName(name);
