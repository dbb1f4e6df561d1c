import { chmodSync, existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironmentFile } from '../../config/environment-file.js';
import { LockFile } from '../../storage/lock-file.js';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import type { Places } from '../places.js';
import { PARTS } from './backup-file.js';
import { hasSecrets } from './kept-files.js';
import {
  exchange,
  exchangeAt,
  namesIn,
  prepare,
  putBack,
  putBackInterrupted,
  type Exchange,
} from './install-files.js';
import { isServiceRunning, startService, stopService } from './service.js';
import { inspectData, stageBackup, type Owners, type StagedBackup } from './staging.js';
import { withBackupLock } from './backup-lock.js';

/** What is to be restored. */
export interface RestoreRequest {
  /** An absolute path. */
  readonly file: string;
  /** Whether what is there may be moved aside. */
  readonly replace: boolean;
  /** Asks for the key, once the file is known to be whole. */
  readonly keyOf: () => Promise<string>;
}

/** What was restored. */
export interface Restored extends StagedBackup {
  /** Where that lies which was there before; none on a clean machine. */
  readonly former: readonly string[];
  /** Undefined when the service had not run before. */
  readonly runsAgain: boolean | undefined;
}

/**
 * Puts a backup into the place of what is there. Everything is checked, and built up beside its place, before anything
 * changes; and what was there comes back when a step fails.
 * @throws CliError, or what the disk says; then everything is as it was
 */
export const restore = (io: CliContext, request: RestoreRequest): Promise<Restored> =>
  withBackupLock(io, io.places.backups, async () => {
    const places = realPlaces(io.places);
    if (putBackInterrupted([places.etc, places.data])) {
      io.stderr.write(
        'An earlier restore was cut short, and what was there before it is back in its place.\n',
      );
    }
    assertFree(places, request);
    const time = io.clock.now().toISOString().replaceAll(/[-:]/g, '');
    const [etc, data] = [exchangeAt(places.etc, time), exchangeAt(places.data, time)];
    try {
      for (const each of [etc, data]) prepare(each);
      const stage = { etc: etc.staged, data: data.staged };
      const owners = await ownersFor({ ...io, places });
      const staged = await stageBackup({ ...io, places }, request.file, stage, request.keyOf, owners);
      const runsAgain = await whileServiceRests(io, () => place(staged, etc, data));
      return { ...staged, former: [etc, data].flatMap(keepFormer), runsAgain };
    } catch (error) {
      putBack([etc, data]);
      throw error;
    }
  });

/** A link stays what it is, and its target is exchanged. */
function realPlaces(places: Places): Places {
  const real = (path: string): string => (existsSync(path) ? realpathSync(path) : path);
  return { ...places, etc: real(places.etc), data: real(places.data) };
}

function assertFree(places: Places, { replace }: RestoreRequest): void {
  const isThere = hasSecrets(places) || existsSync(join(places.data, PARTS.database));
  if (!isThere || replace) return;
  throw new CliError(
    `There are settings or data on this machine already, so nothing was restored: add --replace, and they are kept beside ${places.etc} and ${places.data}`,
  );
}

function place({ database }: StagedBackup, etc: Exchange, data: Exchange): void {
  if (LockFile.isHeld(data.place)) {
    throw new CliError(
      `A server is using ${data.place}, so nothing was restored: stop it and run this again`,
    );
  }
  try {
    exchange([etc, data]);
    if (database !== undefined) inspectData(data.place);
  } catch (error) {
    // Here, since the service begins again right after.
    putBack([etc, data]);
    throw error;
  }
}

/** @returns whether it runs again; undefined when it did not run */
async function whileServiceRests(io: CliContext, act: () => void): Promise<boolean | undefined> {
  const ran = await isServiceRunning(io);
  if (ran) await stopService(io);
  try {
    act();
  } catch (error) {
    if (ran) await startService(io);
    throw error;
  }
  return ran ? startService(io) : undefined;
}

/** A folder as install.sh makes it is nothing that anybody would want back. */
function keepFormer({ former }: Exchange): string[] {
  if (namesIn(former).some((name) => name !== 'coddle.env' || saysSomething(join(former, name)))) {
    chmodSync(former, 0o700);
    return [former];
  }
  rmSync(former, { recursive: true });
  return [];
}

const saysSomething = (file: string): boolean =>
  Object.keys(parseEnvironmentFile(readFileSync(file, 'utf8'))).length > 0;

/** Undefined where everything stays with whoever restores. */
async function ownersFor({ places, run }: CliContext): Promise<Owners | undefined> {
  if (!places.isLive) return undefined;
  if (process.getuid?.() !== 0) throw new CliError('Nothing was restored: run this with sudo');
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (which) => (await run('id', [which, 'coddle'])).stdout.trim()),
  );
  if (!/^\d+$/.test(uid ?? '') || !/^\d+$/.test(gid ?? '')) {
    throw new CliError('There is no user coddle, so nothing was restored: run install.sh first');
  }
  return { root: { uid: 0, gid: 0 }, service: { uid: Number(uid), gid: Number(gid) } };
}
