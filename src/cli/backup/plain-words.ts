import { CoddleError } from '../../shared/errors.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { CliError } from '../cli.errors.js';

/** The last is what SQLite says when it cannot enlarge the file that it shares with others. */
const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_IOERR_SHMSIZE']);
const NO_RIGHT = new Set(['EACCES', 'EPERM']);

/**
 * Does something with files, and brings what the disk or the database says to it into a sentence for the operator.
 * @param outcome what it then comes to, as a clause: "no backup was made"
 * @throws CliError
 */
export async function inPlainWords<Result>(outcome: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw inCareWords(error, outcome);
  }
}

function inCareWords(error: unknown, outcome: string): unknown {
  if (isOfFullDisk(error)) {
    const remedy = 'df -h shows which; free some space and run this again';
    return new CliError(`The disk is full, so ${outcome}: ${remedy}`, { cause: error });
  }
  if (error instanceof StorageUnavailableError) {
    return new CliError(`${capitalized(outcome)}. ${error.problem}`, { cause: error });
  }
  if (error instanceof CoddleError) return error;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const remedy = NO_RIGHT.has(code) ? 'run this with sudo' : 'look at the disk and at its rights';
  return new CliError(`${capitalized(outcome)}: ${path ?? 'a file'} cannot be used (${code}), so ${remedy}`, {
    cause: error,
  });
}

/** Whoever caught it first may have said it in words of his own. */
function isOfFullDisk(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof StorageUnavailableError && error.reason === 'full') return true;
  return DISK_FULL.has((error as NodeJS.ErrnoException).code ?? '') || isOfFullDisk(error.cause);
}

const capitalized = (clause: string): string => clause.charAt(0).toUpperCase() + clause.slice(1);
