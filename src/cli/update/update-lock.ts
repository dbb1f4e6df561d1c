import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CoddleError } from '../../shared/errors.js';
import { LOCK_FILE, LockFile } from '../../storage/lock-file.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import { sweep } from './symlinks.js';
import { Releases } from './releases.js';

/** What is left beside the lock by a run that was killed while it took it. */
const LOCK_DRAFT = `${LOCK_FILE}.`;

/**
 * Does what changes the version that runs: as root, one at a time, and with nothing left that was begun.
 * @throws CliError also for what the system refuses, such as a full disk
 */
export async function withUpdateLock(
  io: CliContext,
  act: (releases: Releases) => Promise<void>,
): Promise<void> {
  const { places } = io;
  const releases = new Releases(places);
  if (places.isLive && process.getuid?.() !== 0) throw new CliError('This needs root: run it with sudo');
  if (!existsSync(join(places.opt, 'guard'))) {
    throw new CliError(
      `${join(places.opt, 'guard')} is missing, without which an update is not safe: unpack the .tar.gz and run its deploy/install.sh instead`,
    );
  }
  try {
    const lock = take(io);
    try {
      sweep(places.opt, LOCK_DRAFT);
      releases.sweep();
      await act(releases);
    } finally {
      releases.sweep();
      lock.release();
    }
  } catch (error) {
    throw asCliError(error);
  }
}

function take({ places, clock }: CliContext): LockFile {
  try {
    return LockFile.take(places.opt, clock.now());
  } catch (error) {
    if (!(error instanceof StorageUnavailableError) || error.reason !== 'in-use') throw error;
    throw new CliError('Another update or rollback is under way: wait until it has ended', { cause: error });
  }
}

/** What cannot be done, for the operator: also what the system and the storage say of it. */
export function asCliError(error: unknown): unknown {
  if (error instanceof StorageUnavailableError) return new CliError(error.problem, { cause: error });
  if (error instanceof CoddleError || !(error instanceof Error)) return error;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new CliError('The disk is full: free some space (df -h shows where), and run this again', {
      cause: error,
    });
  }
  return new CliError(`The system refuses it (${code}${path === undefined ? '' : `, ${path}`})`, {
    cause: error,
  });
}
