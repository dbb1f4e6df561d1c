import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LockFile } from '../../storage/lock-file.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';

/** What a run leaves in the folder that was cut short while it took the lock. */
const LOCK_DRAFT = /^coddle\.lock\../;

/**
 * Does something that neither a backup nor a restore does at the same time.
 * @param folder of the backups; made when it is missing, open to its owner alone
 * @throws CliError while another of them is under way
 */
export async function withBackupLock<Result>(
  { clock }: Pick<CliContext, 'clock'>,
  folder: string,
  act: () => Promise<Result>,
): Promise<Result> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = take(folder, clock.now());
  try {
    for (const name of readdirSync(folder)) if (LOCK_DRAFT.test(name)) rmSync(join(folder, name));
    return await act();
  } finally {
    lock.release();
  }
}

function take(folder: string, now: Date): LockFile {
  try {
    return LockFile.take(folder, now);
  } catch (error) {
    if (!(error instanceof StorageUnavailableError) || error.reason !== 'in-use') throw error;
    throw new CliError('Another backup or restore is under way: wait for its end and run this again', {
      cause: error,
    });
  }
}
