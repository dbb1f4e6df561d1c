import { CoddleError } from '../shared/errors.js';

/** Why nothing can be stored. */
export type StorageReason =
  | 'full'
  | 'read-only'
  | 'failing'
  | 'damaged'
  | 'not-a-database'
  | 'foreign'
  | 'newer'
  | 'in-use'
  | 'unreachable'
  | 'unstorable'
  | 'verifying'
  | 'removed'
  | 'closed';

interface Story {
  /** What clients read. */
  readonly statement: string;
  /** What the operator should do. */
  readonly remedy: string;
}

const PUT_BACK = 'It was left as it is. Put a backup in its place, or move it away to begin anew';

const EXPLANATIONS: Readonly<Record<StorageReason, Story>> = {
  full: {
    statement: 'The disk is full',
    remedy: 'Free some space on the disk: the server then goes on by itself',
  },
  'read-only': {
    statement: 'The database cannot be written to',
    remedy: 'Give DATA_DIR to the user who runs Coddle, on a disk that is not mounted read-only',
  },
  failing: {
    statement: 'The disk reports errors',
    remedy: 'Look at the disk and its cable: SD cards wear out',
  },
  damaged: { statement: 'The database is damaged', remedy: PUT_BACK },
  'not-a-database': {
    statement: 'The file in the place of the database is not a database',
    remedy: PUT_BACK,
  },
  foreign: {
    statement: 'The database belongs to another program',
    remedy: 'It was left as it is. Point DATA_DIR to a folder of its own',
  },
  newer: {
    statement: 'The database was written by a newer version of this server',
    remedy: 'It was left as it is. Install that version again, or point DATA_DIR to another folder',
  },
  'in-use': {
    statement: 'Another server is using the database',
    remedy:
      'Stop one of the two, or give each a DATA_DIR of its own. If no other is running, as after a crash on a machine that was renamed since, remove coddle.lock from DATA_DIR',
  },
  unreachable: {
    statement: 'The database cannot be opened',
    remedy: 'DATA_DIR must be a folder that the user who runs Coddle may read and write',
  },
  unstorable: {
    statement: 'Part of this request cannot be stored unchanged',
    remedy: 'Report it as a fault of the server, with this line',
  },
  verifying: {
    statement: 'The journal is still being verified',
    remedy: 'Wait: the server goes on by itself',
  },
  removed: {
    statement: 'The database was removed while the server runs',
    remedy: 'Put its folder back, or restart the server with a backup in its place',
  },
  closed: { statement: 'The server is shutting down', remedy: 'Start it again' },
};

/**
 * Thrown when something cannot be stored or read back. Nothing may start then, since what is not written down could
 * happen twice; status and stop need no storage.
 */
export class StorageUnavailableError extends CoddleError {
  readonly code = 'STORAGE_UNAVAILABLE';
  readonly kind = 'unavailable';
  /** What is wrong and what to do, for the log: it may name files and processes, which no client sees. */
  readonly problem: string;

  /** @param facts what was found, as the operator should read it, without a full stop */
  constructor(
    readonly reason: StorageReason,
    facts?: string,
    options?: ErrorOptions,
  ) {
    const { statement, remedy } = EXPLANATIONS[reason];
    super(`${statement}, so nothing may start. Status and stop still work.`, options);
    this.problem = `${statement}${facts === undefined ? '' : ` (${facts})`}. ${remedy}.`;
  }
}

/** SQLite's primary result codes: https://sqlite.org/rescode.html */
const OF_RESULT: ReadonlyMap<number, StorageReason> = new Map([
  [5, 'in-use'],
  [8, 'read-only'],
  [10, 'failing'],
  [11, 'damaged'],
  [13, 'full'],
  [14, 'unreachable'],
  [26, 'not-a-database'],
]);

const OF_SYSTEM: ReadonlyMap<string, StorageReason> = new Map([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EROFS', 'read-only'],
  ['EACCES', 'unreachable'],
  ['EPERM', 'unreachable'],
  ['ENOTDIR', 'unreachable'],
  ['ENOENT', 'unreachable'],
  ['EEXIST', 'unreachable'],
  ['EIO', 'failing'],
]);

/** Turns errors of the database and the disk into errors of this server; any other error stays unchanged. */
export function asStorageError(thrown: unknown): unknown {
  if (typeof thrown !== 'object' || thrown === null || thrown instanceof CoddleError) return thrown;
  const { code, rawCode } = thrown as { readonly code?: string; readonly rawCode?: number };
  // The upper bytes of a result code only detail the same error.
  const reason = OF_RESULT.get((rawCode ?? 0) & 0xff) ?? OF_SYSTEM.get(code ?? '');
  return reason === undefined ? thrown : new StorageUnavailableError(reason, code, { cause: thrown });
}

/** Runs `act` and turns what it throws as `asStorageError` does. */
export function storing<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw asStorageError(error);
  }
}

/** The result of a read; undefined where the database cannot be read. */
export async function ifReadable<Result>(read: Promise<Result>): Promise<Result | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof StorageUnavailableError) return undefined;
    throw error;
  }
}
