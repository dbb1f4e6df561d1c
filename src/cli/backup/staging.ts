import { chmodSync, chownSync, copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidSettingsError } from '../../config/config.errors.js';
import { readEnvironment } from '../../config/environment.js';
import { keyFilesIn, readAllKeys } from '../../auth/key-files.js';
import { OWNER_KEYS_FILE } from '../../auth/owner-keys-file.js';
import type { Owner } from '../../config/private-file.js';
import { KEY_FILE, readJournalKey } from '../../storage/journal-key.js';
import { inspectSnapshot, type SnapshotContent } from '../../storage/snapshot.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { verifySeriesCopy } from '../../history/series/series-copy.js';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import { installedVariables } from '../installed-settings.js';
import { PARTS, unpack } from './backup-file.js';
import { BACKUP_KEY } from './backup-key.js';
import { holdsCredentials, isOfSecrets, MACHINE_SEALED, openSeal, type KeptFile } from './kept-files.js';
import type { Manifest } from './manifest.js';
import { flushToDisk } from '../../shared/durable-file.js';

/** The two folders that are built up. */
export interface Stage {
  readonly etc: string;
  readonly data: string;
}

/** Whom the files are given to. */
export interface Owners {
  readonly root: Owner;
  readonly service: Owner;
}

/** What was found in a backup. */
export interface StagedBackup {
  readonly manifest: Manifest;
  /** Undefined when the backup holds the settings alone. */
  readonly database: SnapshotContent | undefined;
  /** How many API keys there are, with that of the settings. */
  readonly keys: number;
  /** False when the token and the API key have to be written down anew. */
  readonly holdsCredentials: boolean;
}

/** Stands in for what a backup does not hold, so that the rest can be checked. */
const NO_SECRETS = { PERSONAL_ACCESS_TOKEN: 'anova-none', API_KEY: '-'.repeat(32) };

/**
 * Builds up all that a backup holds, and checks it, in two folders that are empty.
 * @param keyOf asks for the key, once the file is known to be whole
 * @param owners undefined where everything stays with whoever restores
 * @throws CliError telling what is wrong with the backup, or what the disk says
 */
export async function stageBackup(
  io: CliContext,
  file: string,
  stage: Stage,
  keyOf: () => Promise<string>,
  owners: Owners | undefined,
): Promise<StagedBackup> {
  const manifest = await unpack(io, file, stage.data);
  const key = await keyOf();
  const token = readFileSync(join(stage.data, PARTS.settings), 'latin1');
  const { files, journalKey, ownerKeys, accounts } = openSeal(io, key, token, manifest, file);
  for (const part of [PARTS.manifest, PARTS.settings]) rmSync(join(stage.data, part));
  writeSettings(io, stage.etc, files, key, owners);
  const ofData = { [KEY_FILE]: journalKey, [OWNER_KEYS_FILE]: ownerKeys };
  for (const [name, text] of Object.entries(ofData))
    if (text !== null) write(join(stage.data, name), text, 0o600, owners?.service);
  for (const { name, content } of accounts)
    write(join(stage.data, name), Buffer.from(content, 'base64'), 0o600, owners?.service);
  checkSettings(io, file, stage, files);
  const database = manifest.database === null ? undefined : inspectDatabase(file, stage);
  if (database !== undefined) finishDatabase(join(stage.data, PARTS.database), owners);
  if (manifest.readings !== undefined) {
    verifySeriesCopy(join(stage.data, PARTS.readings));
    finishDatabase(join(stage.data, PARTS.readings), owners);
  }
  finishFolder(stage.etc, 0o750, owners && { ...owners.root, gid: owners.service.gid });
  finishFolder(stage.data, 0o700, owners?.service);
  const keys = readAllKeys(keyFilesIn({ configDir: stage.etc, dataDir: stage.data })).length + 1;
  return { manifest, database, keys, holdsCredentials: holdsCredentials(files) };
}

/** What is in a database that was put back. @throws StorageUnavailableError when it does not hold */
export const inspectData = (data: string): SnapshotContent =>
  inspectSnapshot(join(data, PARTS.database), readJournalKey(data));

function writeSettings(
  { places }: CliContext,
  etc: string,
  files: readonly KeptFile[],
  key: string,
  owners: Owners | undefined,
): void {
  for (const { name, mode, content } of files) {
    const isSecret = isOfSecrets(name);
    const owner = isSecret ? owners?.service : owners && { ...owners.root, gid: owners.service.gid };
    write(join(etc, name), Buffer.from(content, 'base64'), isSecret ? 0o600 : mode & 0o777, owner);
  }
  write(join(etc, BACKUP_KEY), `${key}\n`, 0o600, owners?.root);
  const sealed = join(places.etc, MACHINE_SEALED);
  // The unit may name it, and no backup can hold it.
  if (existsSync(sealed)) copyFileSync(sealed, join(etc, MACHINE_SEALED));
}

function checkSettings(io: CliContext, file: string, { etc, data }: Stage, files: readonly KeptFile[]): void {
  const ofStage = installedVariables({ places: { ...io.places, root: etc, etc, data } });
  const { ENCRYPTION_KEY } = io.variables;
  const variables = {
    ...(holdsCredentials(files) ? {} : NO_SECRETS),
    ...(ENCRYPTION_KEY === undefined ? {} : { ENCRYPTION_KEY }),
    ...ofStage,
  };
  try {
    readEnvironment(variables, etc, io.clock.now());
  } catch (error) {
    if (!(error instanceof InvalidSettingsError)) throw error;
    const problems = error.problems.map((problem) => `\n- ${problem.replaceAll(`${etc}/`, '')}`).join('');
    throw new CliError(`The settings in ${file} cannot be used:${problems}`, { cause: error });
  }
}

function inspectDatabase(file: string, { data }: Stage): SnapshotContent {
  try {
    return inspectData(data);
  } catch (error) {
    if (!(error instanceof StorageUnavailableError) || error.reason === 'full') throw error;
    throw new CliError(
      error.reason === 'newer'
        ? `The database in ${file} is of a later Coddle than this one: run coddle update first`
        : `The database in ${file} does not hold: take another backup`,
      { cause: error },
    );
  }
}

function write(path: string, content: string | Buffer, mode: number, owner: Owner | undefined): void {
  writeFileSync(path, content, { mode: 0o600, flush: true });
  if (owner) chownSync(path, owner.uid, owner.gid);
  chmodSync(path, mode);
}

function finishDatabase(path: string, owners: Owners | undefined): void {
  chmodSync(path, 0o600);
  if (owners) chownSync(path, owners.service.uid, owners.service.gid);
  flushToDisk(path);
}

function finishFolder(path: string, mode: number, owner: Owner | undefined): void {
  if (owner) chownSync(path, owner.uid, owner.gid);
  chmodSync(path, mode);
  flushToDisk(path);
}
