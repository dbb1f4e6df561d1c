import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { LATEST_VERSION } from './migrations/migrations.js';
import { sizeOf } from './sqlite-file.js';
import { StorageUnavailableError } from './storage.errors.js';

/** The application id of this server's databases: the letters CODL as a number. */
export const APPLICATION_ID = 0x434f444c;

const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
/** https://sqlite.org/fileformat.html#the_database_header */
const HEADER = { length: 100, userVersion: 60, applicationId: 68 } as const;

/**
 * Checks the file before SQLite opens it, since SQLite writes to what it opens: it rolls back an unfinished
 * transaction of another program, and turns an empty file into a new database.
 * @returns whether there is one
 * @throws StorageUnavailableError when it is not a database of this server
 */
export function findDatabase(path: string): boolean {
  const header = readHeader(path);
  if (header === undefined) {
    verifyNothingIsLeft(path);
    return false;
  }
  // This server names a database only once it is complete, so an empty one has lost its content.
  if (header.length === 0) throw new StorageUnavailableError('damaged', 'coddle.db is empty');
  if (header.length < HEADER.length || !header.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new StorageUnavailableError('not-a-database', 'coddle.db does not begin as a database does');
  }
  verifyOwnership(header.readInt32BE(HEADER.applicationId), header.readUInt32BE(HEADER.userVersion));
  return true;
}

/** @throws StorageUnavailableError for another program's database, and for one of a later version than this server's */
export function verifyOwnership(applicationId: number, version: number): void {
  if (applicationId !== APPLICATION_ID) {
    throw new StorageUnavailableError('foreign', `coddle.db is marked ${applicationId}`);
  }
  if (version > LATEST_VERSION) {
    const facts = `it is of version ${version}, and this server knows versions up to ${LATEST_VERSION}`;
    throw new StorageUnavailableError('newer', facts);
  }
  if (version < 1) throw new StorageUnavailableError('damaged', 'coddle.db has lost its version');
}

/** The size of the database of a folder in bytes, with its write-ahead log. */
export const sizeOfDatabase = (folder: string): number =>
  ['coddle.db', 'coddle.db-wal'].reduce((sum, name) => sum + sizeOf(join(folder, name)), 0);

/** SQLite would replay a leftover log into the new database beside it. */
function verifyNothingIsLeft(path: string): void {
  const rest = ['-wal', '-journal'].find((suffix) => sizeOf(path + suffix) > 0);
  if (rest === undefined) return;
  throw new StorageUnavailableError('damaged', `coddle.db is gone, and coddle.db${rest} is still there`);
}

function readHeader(path: string): Buffer | undefined {
  const descriptor = open(path);
  if (descriptor === undefined) return undefined;
  try {
    if (!fstatSync(descriptor).isFile()) {
      throw new StorageUnavailableError('not-a-database', 'coddle.db is not a file');
    }
    const header = Buffer.alloc(HEADER.length);
    return header.subarray(0, readSync(descriptor, header, 0, HEADER.length, 0));
  } finally {
    closeSync(descriptor);
  }
}

function open(path: string): number | undefined {
  try {
    // Without O_NONBLOCK a named pipe would block the start for ever.
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
