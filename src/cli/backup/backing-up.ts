import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { NO_OWNER_KEYS, ownerKeysFileIn, ownerKeysText, readOwnerKeys } from '../../auth/owner-keys-file.js';
import { copySeriesFile } from '../../history/series/series-copy.js';
import { KEY_FILE } from '../../storage/journal-key.js';
import { snapshot, type SnapshotContent } from '../../storage/snapshot.js';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import type { Places } from '../places.js';
import { pack, PARTS, unpack } from './backup-file.js';
import { findBackupKey, keepBackupKey, newBackupKey } from './backup-key.js';
import {
  collectAccounts,
  collectFiles,
  holdsCredentials,
  openSeal,
  seal,
  type Sealed,
} from './kept-files.js';
import { factsOf, FORMAT, type Facts, type Manifest } from './manifest.js';
import { flushToDisk } from '../../shared/durable-file.js';
import { sumOf } from './sums.js';
import { withBackupLock } from './backup-lock.js';

/** A file that is a backup; its name begins with the instant, so that names sort as their ages do. */
const BACKUP = /^coddle-backup-\d{8}T\d{6}\.\d{3}Z\.tar\.gz$/;
/** Begins with a dot, so that it never looks like a backup. */
const DRAFT = '.draft';

/** A backup that was just made, and read back. */
export interface MadeBackup {
  readonly file: string;
  /** In bytes. */
  readonly size: number;
  /** Undefined when there is no database yet. */
  readonly database: SnapshotContent | undefined;
  /** False when the token and the API key lie where only systemd can read them. */
  readonly holdsCredentials: boolean;
  /** Whether there are readings of thermometers in it. */
  readonly holdsReadings: boolean;
  /** How many older ones it made superfluous. */
  readonly removed: number;
}

/**
 * Makes a backup in a folder, also while the server writes, and then deletes those that are too many.
 * @param keep how many there may be in the end
 * @throws CliError, or what the disk or the database says; then the older ones are as they were
 */
export const makeBackup = (io: CliContext, folder: string, keep: number): Promise<MadeBackup> =>
  withBackupLock(io, folder, async () => {
    if (!existsSync(io.places.etc)) {
      throw new CliError(
        `There is no ${io.places.etc}, so there is nothing to back up: run install.sh first`,
      );
    }
    const draft = join(folder, DRAFT);
    rmSync(draft, { recursive: true, force: true });
    try {
      mkdirSync(draft, { mode: 0o700 });
      return await make(io, folder, draft, keep);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  });

async function make(io: CliContext, folder: string, draft: string, keep: number): Promise<MadeBackup> {
  const key = findBackupKey(io.places) ?? newBackupKey(io);
  const database = snapshot(io.places.data, join(draft, PARTS.database));
  copySeriesFile(io.places.data, join(draft, PARTS.readings));
  const sealed = {
    files: collectFiles(io),
    journalKey: database ? journalKeyIn(io.places) : null,
    ownerKeys: ownerKeysIn(io.places),
    accounts: collectAccounts(io.places),
  };
  const manifest = writeParts(io, draft, key, database, sealed);
  const packed = join(draft, 'packed.tar.gz');
  await pack(
    io,
    draft,
    Object.values(PARTS).filter((part) => existsSync(join(draft, part))),
    packed,
  );
  chmodSync(packed, 0o600);
  // Its checksum is known, and a nearly full card cannot hold it twice.
  for (const part of [PARTS.database, PARTS.readings]) rmSync(join(draft, part), { force: true });
  await readBack(io, packed, join(draft, 'read-back'), key, manifest);
  flushToDisk(packed);
  keepBackupKey(io, key);
  const file = join(folder, `coddle-backup-${manifest.madeAt.replaceAll(/[-:]/g, '')}.tar.gz`);
  renameSync(packed, file);
  flushToDisk(folder);
  // One without a database must not push out those that have it.
  const removed = database === undefined ? 0 : removeOlder(folder, basename(file), keep);
  const { size } = statSync(file);
  const holdsReadings = manifest.readings !== undefined;
  return { file, size, database, holdsCredentials: holdsCredentials(sealed.files), holdsReadings, removed };
}

function writeParts(
  io: CliContext,
  draft: string,
  key: string,
  database: SnapshotContent | undefined,
  sealed: Sealed,
): Manifest {
  const readings = join(draft, PARTS.readings);
  const facts: Facts = {
    format: FORMAT,
    madeAt: io.clock.now().toISOString(),
    version: releaseOf(io.places),
    database: database === undefined ? null : sumOf(join(draft, PARTS.database)),
    journal: database?.journal ?? null,
    ...(existsSync(readings) ? { readings: sumOf(readings) } : {}),
  };
  const settings = join(draft, PARTS.settings);
  writeFileSync(settings, seal(io, key, facts, sealed), { mode: 0o600 });
  const manifest = { ...facts, settings: sumOf(settings) };
  writeFileSync(join(draft, PARTS.manifest), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  return manifest;
}

/** A card may lose what it has confirmed, and that is better known now than when the backup is needed. */
async function readBack(
  io: CliContext,
  packed: string,
  again: string,
  key: string,
  manifest: Manifest,
): Promise<void> {
  mkdirSync(again, { mode: 0o700 });
  try {
    const found = await unpack(io, packed, again);
    openSeal(io, key, readFileSync(join(again, PARTS.settings), 'latin1'), manifest, packed);
    if (factsOf(found) === factsOf(manifest)) return;
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
  }
  throw new CliError(
    'What comes back from the disk is not what was written, so no backup was made: SD cards wear out, try another',
  );
}

function removeOlder(folder: string, newest: string, keep: number): number {
  const older = readdirSync(folder).filter((name) => BACKUP.test(name) && name < newest);
  const tooMany = older.sort().slice(0, Math.max(0, older.length - keep + 1));
  for (const name of tooMany) rmSync(join(folder, name));
  return tooMany.length;
}

/** Made anew of what was understood: no file of another kind gets into a backup that the service is given back. */
function ownerKeysIn({ data }: Places): string | null {
  const found = readOwnerKeys(ownerKeysFileIn(data));
  return found === NO_OWNER_KEYS ? null : ownerKeysText(found);
}

const journalKeyIn = ({ data }: Places): string => readFileSync(join(data, KEY_FILE), 'latin1');

/** The version that runs, as the link to it tells; empty where there is none. */
function releaseOf({ opt }: Places): string {
  const link = join(opt, 'current');
  return existsSync(link) ? basename(readlinkSync(link)) : '';
}
