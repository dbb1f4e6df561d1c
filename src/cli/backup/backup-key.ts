import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { isFernetKey, newFernetKey } from '../../config/fernet.js';
import { readPrivateFile, readSmallFile, writePrivateFile } from '../../config/private-file.js';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import type { Places } from '../places.js';

/** The name of the key in the folder of the settings. It goes into no backup. */
export const BACKUP_KEY = 'backup.key';
/** What a run that was cut short leaves of it. */
const DRAFT = /^backup\.key\.[0-9a-f]+\.tmp$/;

export const backupKeyIn = ({ etc }: Places): string => join(etc, BACKUP_KEY);

/** Asks for a text that is not shown while it is typed; undefined without a terminal. */
export type AskSecret = (question: string) => Promise<string | undefined>;

/**
 * The key that seals the backups of this machine; undefined when none was made yet.
 * @throws CliError when the file holds no key
 * @throws CredentialsFileError when it cannot be read, or others may use it
 */
export function findBackupKey(places: Places): string | undefined {
  const file = backupKeyIn(places);
  const text = readPrivateFile({ folder: '', file });
  return text === undefined ? undefined : asKey(text, file);
}

/**
 * Keeps a new key, if it is not kept yet.
 * @throws CredentialsFileError when it cannot be written
 */
export function keepBackupKey({ places, randomBytes }: CliContext, key: string): void {
  for (const name of readdirSync(places.etc)) if (DRAFT.test(name)) rmSync(join(places.etc, name));
  if (findBackupKey(places) === key) return;
  // It stays with whoever makes backups: the server has no need of it.
  writePrivateFile({ folder: '', file: backupKeyIn(places) }, `${key}\n`, randomBytes);
}

export const newBackupKey = ({ randomBytes }: Pick<CliContext, 'randomBytes'>): string =>
  newFernetKey(randomBytes);

/**
 * The key that is to open a backup: that of a file, or that of this machine, or the one that is typed.
 * @throws CliError when there is none
 */
export async function keyToOpen(
  { places, folder }: CliContext,
  keyFile: string | undefined,
  ask: AskSecret,
): Promise<string> {
  if (keyFile !== undefined) return readKeyFile(folder, keyFile);
  const kept = findBackupKey(places);
  if (kept !== undefined) return kept;
  const typed = await ask('The key of this backup, which is not shown while you type: ');
  if (typed !== undefined) return asKey(typed, 'What was typed');
  throw new CliError(
    'The backup can be opened only with its key: write what coddle backup --show-key printed into a file, and add --key-file FILE',
  );
}

function readKeyFile(folder: string, keyFile: string): string {
  const text = readSmallFile({ folder, file: keyFile });
  if (text === undefined) {
    throw new CliError(`There is no ${resolve(folder, keyFile)}: name the file that holds the key`);
  }
  return asKey(text, keyFile);
}

function asKey(text: string, where: string): string {
  const key = text.trim();
  if (isFernetKey(key)) return key;
  throw new CliError(
    `${where} is no key of backups, which has 43 characters and one "=": coddle backup --show-key printed it`,
  );
}

/** Asks on the terminal. */
export const askOnTerminal: AskSecret = async (question) => {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return undefined;
  stderr.write(question);
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true });
  const typed = await new Promise<string | undefined>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(undefined));
  });
  lines.close();
  stderr.write('\n');
  return typed;
};
