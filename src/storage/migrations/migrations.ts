import { SqliteFile } from '../sqlite-file.js';
import { FIRST_TABLES } from './0001-first-tables.js';
import { RECORDS_AS_DOMAIN_TYPES } from './0002-records-as-domain-types.js';
import { OWNER_AND_APPROVALS } from './0003-owner-and-approvals.js';
import { THERMOMETERS } from './0004-thermometers.js';
import { PROBE_SESSIONS } from './0005-probe-sessions.js';
import { ALERTS } from './0006-alerts.js';
import { HOME_ASSISTANT } from './0007-home-assistant.js';

/** The migrations from version n - 1 to n, from version 1 on. A released migration is never changed. */
const MIGRATIONS: readonly string[] = [
  FIRST_TABLES,
  RECORDS_AS_DOMAIN_TYPES,
  OWNER_AND_APPROVALS,
  THERMOMETERS,
  PROBE_SESSIONS,
  ALERTS,
  HOME_ASSISTANT,
];

/** The version of the tables that this server reads and writes. */
export const LATEST_VERSION = MIGRATIONS.length;

/**
 * Writes a page to the disk without a change. SQLite leaves out an UPDATE that gives a row the values it has
 * (`btreeOverwriteContent` of 3.45), but always writes the page with the version.
 */
export const WRITE_WITHOUT_CHANGE = `PRAGMA user_version = ${LATEST_VERSION}`;

/** Migrates the tables from `version` to the latest, each step in a transaction. */
export function migrate(database: SqliteFile, version: number, steps = MIGRATIONS): void {
  for (let next = version + 1; next <= steps.length; next++) {
    try {
      database.exec(`BEGIN IMMEDIATE; ${steps[next - 1]} PRAGMA user_version = ${next}; COMMIT;`);
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}

/** The schema of a database as SQLite stores it, in a fixed order; in hexadecimal, since it may be damaged. */
export const schemaOf = (database: SqliteFile): string => JSON.stringify(database.prepare(SCHEMA).all());

const SCHEMA = `
SELECT hex(type) AS type, hex(name) AS name, hex(tbl_name) AS tbl_name, hex(sql) AS sql
FROM sqlite_schema ORDER BY 1, 2`;

/** The expected schema of this version. */
export function expectedSchema(version: number): string {
  const blank = new SqliteFile(':memory:');
  try {
    migrate(blank, 0, MIGRATIONS.slice(0, version));
    return schemaOf(blank);
  } finally {
    blank.close();
  }
}
