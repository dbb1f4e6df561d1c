import Libsql from 'libsql';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeEntry } from '../../test/harness/stored.js';
import { filesOf, StorageFolders, type Files } from '../../test/harness/storage-folder.js';
import type { Database } from './database.js';
import { LATEST_VERSION } from './migrations/migrations.js';
import { SqlJournalStore } from './sql-journal-store.js';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('Opening the database', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  /** Opens a folder that must be refused without a change. */
  function refusal(folder: string): { reason: string | undefined; problem: string | undefined } {
    const before = filesOf(folder);
    const { problem } = folders.open(folder);
    expect(filesOf(folder)).toEqual(before);
    expect(existsSync(join(folder, 'coddle.lock'))).toBe(false);
    expect(problem?.message).toMatch(/^[A-Z].*, so nothing may start\. Status and stop still work\.$/);
    expect(problem?.message).not.toContain('/');
    return { reason: problem?.reason, problem: problem?.problem };
  }

  function withDatabase(statements: string): string {
    const folder = folders.make();
    const other = new Libsql(join(folder, 'coddle.db'));
    other.exec(statements);
    other.close();
    return folder;
  }

  async function ours(change = ''): Promise<string> {
    const folder = folders.make();
    const database = folders.open(folder);
    await new SqlJournalStore(database).append(makeEntry());
    await database.onApplicationShutdown();
    const file = new Libsql(join(folder, 'coddle.db'));
    file.exec(`${change}; PRAGMA wal_checkpoint(TRUNCATE)`);
    // The library lets go of closed connections late, so what is tried out is a copy.
    const copy = folders.make(
      new Map(['coddle.db', 'journal.key'].map((name) => [name, readFileSync(join(folder, name))] as const)),
    );
    file.close();
    return copy;
  }

  const entriesOf = (database: Database) => new SqlJournalStore(database).after(0, 10);

  it('makes the folder and the file, accessible to their owner only', () => {
    const folder = join(folders.make(), 'deep', 'data');
    expect(folders.open(folder).problem).toBeUndefined();
    const modes = [folder, join(folder, 'coddle.db'), join(folder, 'coddle.db-wal')].map(modeOf);
    expect(modes).toEqual(['700', '600', '600']);
    expect(existsSync(join(folder, 'coddle.db.draft'))).toBe(false);
  });

  it('starts again where a crash left an incomplete database', () => {
    const folder = folders.make(new Map([['coddle.db.draft', Buffer.from('half')]]));
    expect(folders.open(folder).problem).toBeUndefined();
  });

  it('switches to write-ahead logging before the database has its name', () => {
    const folder = folders.make();
    folders.open(folder);
    // The 18th and 19th byte say how it is written and read.
    expect([...readFileSync(join(folder, 'coddle.db')).subarray(18, 20)]).toEqual([2, 2]);
    expect([...filesOf(folder).keys()]).toEqual([
      'coddle.db',
      'coddle.db-shm',
      'coddle.db-wal',
      'journal.key',
    ]);
  });

  it('finds everything again', async () => {
    const folder = await ours();
    expect(await entriesOf(folders.open(folder))).toHaveLength(1);
  });

  it('refuses what is not a database', () => {
    const texts: Files = new Map([['coddle.db', Buffer.from('Dear diary, '.repeat(1000))]]);
    expect(refusal(folders.make(texts)).reason).toBe('not-a-database');
    expect(refusal(folders.make(new Map([['coddle.db', Buffer.from('SQLite')]]))).reason).toBe(
      'not-a-database',
    );
  });

  it('refuses a folder and a named pipe in its place', () => {
    const folder = folders.make();
    mkdirSync(join(folder, 'coddle.db'));
    const piped = folders.make();
    execFileSync('mkfifo', [join(piped, 'coddle.db')]);
    for (const place of [folder, piped]) expect(folders.open(place).problem?.reason).toBe('not-a-database');
  });

  it('refuses an empty file, which has lost its content', () => {
    const { reason, problem } = refusal(folders.make(new Map([['coddle.db', Buffer.alloc(0)]])));
    expect(reason).toBe('damaged');
    expect(problem).toContain('coddle.db is empty');
  });

  it("refuses another program's database, also one with a journal left by a crash", () => {
    const folder = withDatabase(
      'PRAGMA journal_mode = WAL; CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)',
    );
    expect(refusal(folder).reason).toBe('foreign');
    writeFileSync(join(folder, 'coddle.db-wal'), 'theirs');
    writeFileSync(join(folder, 'coddle.db-journal'), 'theirs');
    expect(refusal(folder).reason).toBe('foreign');
  });

  it('refuses a database from a newer version, and names both', async () => {
    const { reason, problem } = refusal(await ours(`PRAGMA user_version = ${LATEST_VERSION + 1}`));
    expect(reason).toBe('newer');
    expect(problem).toContain(
      `it is of version ${LATEST_VERSION + 1}, and this server knows versions up to ${LATEST_VERSION}`,
    );
  });

  it('refuses a newer version that is only in the log', async () => {
    const folder = await ours();
    const newer = new Libsql(join(folder, 'coddle.db'));
    newer.exec(`PRAGMA user_version = ${LATEST_VERSION + 1}`);
    const copy = folders.make(filesOf(folder));
    newer.close();
    expect(refusal(copy).reason).toBe('newer');
  });

  it('refuses a database that has lost its version or one of its tables', async () => {
    expect(refusal(await ours('PRAGMA user_version = 0')).reason).toBe('damaged');
    expect(refusal(await ours('DROP TABLE answers')).problem).toContain('its tables are not those we made');
  });

  it('refuses a log without its database, which would be replayed into the next one', async () => {
    const folder = await ours();
    const open = folders.open(folder);
    await new SqlJournalStore(open).append(makeEntry());
    const files = new Map([...filesOf(folder)].filter(([name]) => name !== 'coddle.db'));
    expect(refusal(folders.make(files)).problem).toContain('coddle.db-wal is still there');
  });

  it('refuses a path that cannot be a folder', () => {
    const file = join(folders.make(new Map([['file', Buffer.from('x')]])), 'file');
    expect(folders.open(join(file, 'data')).problem?.reason).toBe('unreachable');
    expect(folders.open(file).problem?.reason).toBe('unreachable');
  });

  it('restores the files beside a database that it refuses', async () => {
    const files = new Map(filesOf(await ours('DROP TABLE answers')));
    files.set('coddle.db-shm', Buffer.alloc(32768, 7));
    files.set('coddle.db-wal', Buffer.alloc(0));
    expect(refusal(folders.make(files)).reason).toBe('damaged');
  });

  it('opens a folder with a strange name', async () => {
    const folder = join(folders.make(), 'my data?#%41');
    await folders.open(folder).onApplicationShutdown();
    expect(folders.open(folder).problem).toBeUndefined();
  });

  it('leaves nothing in the log when it closes', async () => {
    const folder = await ours();
    const log = join(folder, 'coddle.db-wal');
    expect(existsSync(log) ? readFileSync(log).length : 0).toBe(0);
    rmSync(log, { force: true });
    expect(await entriesOf(folders.open(folder))).toHaveLength(1);
  });
});
