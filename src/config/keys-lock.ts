import { rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CredentialsFileError } from './config.errors.js';
import { codeOf, quoted, type FileName } from './private-file.js';
import { milliseconds } from '../shared/units.js';

/** Thrown when another process does not release the lock of a file in time. */
export class FileLockedError extends CredentialsFileError {}

/** How long to wait for another change, which takes some milliseconds. */
const LOCK_TIMEOUT = milliseconds(3_000);
const STEP = 10;

/**
 * Runs `act` while it holds the lock of a file; a second process waits for the lock.
 * Hand-written, since the lock of the database (storage/lock-file.ts) is held for the life of a server and never waited
 * for.
 * @param timeout how long to wait for the lock
 * @throws FileLockedError when another process does not release the lock
 * @throws CredentialsFileError when the folder cannot be written to
 */
export function withKeysLock<Result>(
  name: FileName,
  act: () => Result,
  timeout: number = LOCK_TIMEOUT,
): Result {
  const lock = lockOf(name);
  const end = performance.now() + timeout;
  while (!take(lock)) {
    if (performance.now() >= end) throw heldTooLong(name, lock);
    pause();
  }
  try {
    return act();
  } finally {
    rmSync(resolve(lock.folder, lock.file), { force: true });
  }
}

/**
 * Removes a lock that a process left when it was cut short: for the one server of a folder, when it starts.
 * @throws CredentialsFileError when the folder cannot be written to
 */
export function removeLeftLock(name: FileName): void {
  const { folder, file } = lockOf(name);
  try {
    rmSync(resolve(folder, file), { force: true });
  } catch (error) {
    throw cannotWrite(dirname(file), error);
  }
}

const lockOf = (name: FileName): FileName => ({ ...name, file: `${name.file}.lock` });

function take({ folder, file }: FileName): boolean {
  try {
    writeFileSync(resolve(folder, file), '', { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw cannotWrite(dirname(file), error);
  }
}

function cannotWrite(folder: string, cause: unknown): CredentialsFileError {
  const remedy =
    codeOf(cause) === 'ENOENT'
      ? `run mkdir -m 700 ${quoted(folder)}, or set CONFIG_DIR to the right folder`
      : 'run this as the user who owns it';
  return new CredentialsFileError(`Nothing can be written into ${folder} (${codeOf(cause)}): ${remedy}`, {
    cause,
  });
}

const heldTooLong = (name: FileName, lock: FileName): FileLockedError =>
  new FileLockedError(
    `${name.file} is being changed by another command. If there is none, one was cut short: run rm ${quoted(lock.file)}`,
  );

/** Commands are synchronous, so that this thread itself has to wait. */
const pause = (): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEP);
