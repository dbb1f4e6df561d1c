import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../storage/connection.js';
import { DirectStatements, sizeOf, type SqliteFile } from '../../storage/sqlite-file.js';
import { asStorageError, StorageUnavailableError } from '../../storage/storage.errors.js';
import { readRow } from '../../storage/stored-rows.js';

/** The name of the file in the data folder. */
export const SERIES_FILE = 'readings.db';

/** The application id of the file: the letters CODR as a number. */
const APPLICATION_ID = 0x434f4452;
const VERSION = 1;

/**
 * NORMAL: the log is flushed to the disk after a commit outside of the event loop. One megabyte of cache: the server
 * shares 512 with everything else.
 */
const SETTINGS = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA wal_autocheckpoint = 0;
PRAGMA cache_size = -1000;
PRAGMA busy_timeout = 5000;
`;

/**
 * Blocks of raw and of folded readings are found by their id, which holds series and time. `chunks` are readings of an
 * hour that were not merged into its block yet. `kept` are the spans whose raw readings stay for ever.
 */
const TABLES = `
CREATE TABLE series (id INTEGER PRIMARY KEY, probe TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE chunks (id INTEGER PRIMARY KEY, series INTEGER NOT NULL, hour INTEGER NOT NULL, content BLOB NOT NULL) STRICT;
CREATE INDEX chunks_of_hour ON chunks (series, hour);
CREATE TABLE readings (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
CREATE TABLE minutes (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
CREATE TABLE fives (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
CREATE TABLE quarters (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
CREATE TABLE hours (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
CREATE TABLE kept (series INTEGER NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER, PRIMARY KEY (series, first_at)) STRICT;
`;

/** The file of readings, open for writing. */
export interface OpenSeriesFile {
  readonly file: SqliteFile;
  readonly statements: DirectStatements;
}

/**
 * Opens the file of readings, or makes one.
 * @throws StorageUnavailableError; with the reason damaged, not-a-database or foreign where it cannot be used any more
 */
export function openSeriesFile(path: string): OpenSeriesFile {
  if (sizeOf(path) === 0 && !existsSync(path)) writeFileSync(path, '', { flag: 'wx', mode: 0o600 });
  const file = connect(path);
  try {
    prepare(file);
    return { file, statements: new DirectStatements(file) };
  } catch (error) {
    file.close();
    throw asStorageError(error);
  }
}

/** Renames a file that cannot be used, with its log, and returns its new name. */
export function setAside(path: string, now: Date): string {
  const suffix = `.damaged-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
  for (const beside of ['-wal', '-shm', '']) {
    if (existsSync(path + beside)) renameSync(path + beside, path + suffix + beside);
  }
  return SERIES_FILE + suffix;
}

/** The size of the readings in a folder in bytes, with their write-ahead log; 0 where there are none. */
export const sizeOfSeries = (folder: string): number =>
  ['', '-wal'].reduce((sum, suffix) => sum + sizeOf(join(folder, SERIES_FILE + suffix)), 0);

/** The reasons for which a file is set aside. */
export const isUnusable = (error: unknown): boolean =>
  error instanceof StorageUnavailableError && ['damaged', 'not-a-database', 'foreign'].includes(error.reason);

function prepare(file: SqliteFile): void {
  if (numberOf(file, 'SELECT count(*) AS value FROM sqlite_schema') === 0) return create(file);
  const application = numberOf(file, 'SELECT application_id AS value FROM pragma_application_id');
  if (application !== APPLICATION_ID) {
    throw new StorageUnavailableError('foreign', `${SERIES_FILE} is marked ${application}`);
  }
  const version = numberOf(file, 'SELECT user_version AS value FROM pragma_user_version');
  if (version > VERSION) {
    throw new StorageUnavailableError('newer', `${SERIES_FILE} is of version ${version}`);
  }
  if (version < VERSION) throw new StorageUnavailableError('damaged', `${SERIES_FILE} has lost its version`);
  file.exec(SETTINGS);
}

function create(file: SqliteFile): void {
  file.exec(SETTINGS);
  file.exec(`
    BEGIN IMMEDIATE;
    PRAGMA application_id = ${APPLICATION_ID};
    ${TABLES}
    PRAGMA user_version = ${VERSION};
    COMMIT;
  `);
}

function numberOf(file: SqliteFile, query: string): number {
  const [row] = file.prepare(query).all();
  return readRow(SERIES_FILE, row, (found) => found.field('value').number());
}
