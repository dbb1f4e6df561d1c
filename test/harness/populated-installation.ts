import type { Command } from 'commander';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CoddleError } from '../../src/shared/errors.js';
import { Database } from '../../src/storage/database.js';
import { SqlCookRecordRepository } from '../../src/cooking/record/sql-cook-record.repository.js';
import { SqlJournalStore } from '../../src/storage/sql-journal-store.js';
import { TestMachine } from './test-machine.js';
import { DrivenClock } from './driven-clock.js';
import { makeEntry, makeStoredCook } from './stored.js';

export const SECRETS = {
  personal_access_token: 'anova-of-a-test',
  api_key: 'the-key-of-the-settings-of-a-test-0',
};
export const PHONE = { name: 'phone', sha256: '0'.repeat(64), added: '2026-01-01T00:00:00Z', expires: null };

export const OWNER_KEYS = {
  version: 1,
  keys: [
    {
      ...{ name: 'tablet', sha256: '1'.repeat(64), added: '2026-01-01T00:00:00Z', expires: null },
      ...{ scopes: ['status:read'], devices: null, ask: false },
    },
  ],
  revoked: ['2'.repeat(64)],
};

/** Writes a key that was made on the page, and what was revoked there. */
export const furnishOwnerKeys = (machine: TestMachine): void =>
  machine.write('var/lib/coddle/owner-keys.json', JSON.stringify(OWNER_KEYS));

/** Writes settings as install.sh lays them, and a key with a name. */
export function furnishSettings(machine: TestMachine): void {
  machine.write('etc/coddle/credentials.json', JSON.stringify(SECRETS));
  machine.write('etc/coddle/keys.json', JSON.stringify([PHONE]));
  machine.write('etc/coddle/coddle.env', 'PORT=5055\n', 0o640);
}

/**
 * Writes cooks and entries into the database of a machine, as a server leaves them that ended well. They are made
 * elsewhere, since the library lets go of a database late, and its files would go only then.
 */
export async function furnishData({ places }: TestMachine, cooks = 2, entries = 5): Promise<void> {
  const elsewhere = new TestMachine();
  const database = openData(elsewhere);
  for (let n = 1; n <= cooks; n++) {
    await new SqlCookRecordRepository(database).saveDurably(makeStoredCook({ cookId: `cook-${n}` }));
  }
  const rows = Array.from({ length: entries }, (_, at) => makeEntry({ at, commandId: `command-${at}` }));
  if (entries > 0) await new SqlJournalStore(database).appendAll(rows);
  await database.onApplicationShutdown();
  mkdirSync(places.data, { recursive: true, mode: 0o700 });
  for (const name of ['coddle.db', 'journal.key']) {
    copyFileSync(join(elsewhere.places.data, name), join(places.data, name));
  }
  elsewhere.clear();
}

/** The database as the server has it, until it is shut down. */
export function openData({ places }: TestMachine): Database {
  mkdirSync(join(places.data, '..'), { recursive: true });
  const database = new Database(places.data, new DrivenClock());
  database.open();
  return database;
}

/** Runs a command. @returns its error output, empty on success */
export async function callOf(command: Command, ...argv: string[]): Promise<string | undefined> {
  try {
    await command
      .exitOverride()
      .configureOutput({ writeErr: () => {} })
      .parseAsync(argv, { from: 'user' });
    return undefined;
  } catch (error) {
    if (error instanceof CoddleError || (error as NodeJS.ErrnoException).code?.startsWith('commander.')) {
      return (error as Error).message;
    }
    throw error;
  }
}

/** Every file below these folders, with its rights and a digest: what must not change. */
export function treeOf(...folders: readonly string[]): Readonly<Record<string, string>> {
  const entries = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    );
  return Object.fromEntries(entries.sort().map((path) => [path, described(path)]));
}

function described(path: string): string {
  const stats = lstatSync(path);
  const content = stats.isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'folder';
  return `${(stats.mode & 0o777).toString(8)} ${content}`;
}
