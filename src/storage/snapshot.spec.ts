import Libsql from 'libsql';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SmallDisk } from '../../test/harness/small-disk.js';
import { filesOf, StorageFolders, type Files } from '../../test/harness/storage-folder.js';
import { makeCourse, makeEntry, makeStoredCook } from '../../test/harness/stored.js';
import { APPLICATION_ID } from './database-file.js';
import { readJournalKey } from './journal-key.js';
import { readJournal } from './journal-reader.js';
import { LATEST_VERSION } from './migrations/migrations.js';
import { inspectSnapshot, snapshot } from './snapshot.js';
import { SqlCookRecordRepository } from '../cooking/record/sql-cook-record.repository.js';
import { SqlJournalStore } from './sql-journal-store.js';
import { SqlReadingRepository } from '../history/readings/sql-reading.repository.js';

describe('A snapshot', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  /** What a server leaves behind that ended well. */
  let ended: Files;
  /** What one leaves behind that was killed, most of it in the log. */
  let killed: Files;
  beforeAll(async () => {
    const folder = folders.make();
    const database = folders.open(folder);
    await new SqlCookRecordRepository(database).saveDurably(makeStoredCook());
    await new SqlCookRecordRepository(database).saveDurably(makeStoredCook({ cookId: 'cook-2' }));
    await new SqlReadingRepository(database).append(makeCourse(60));
    await new SqlJournalStore(database).appendAll([1, 2, 3].map((at) => makeEntry({ at })));
    killed = new Map([...filesOf(folder)].filter(([name]) => !name.endsWith('-shm')));
    await database.onApplicationShutdown();
    ended = new Map([...filesOf(folder)].filter(([name]) => !/-(shm|wal)$/.test(name)));
  });

  /** Copies the database of a folder, in which not a byte and no name may change. */
  function copyOf(folder: string) {
    const target = join(folders.make(), 'coddle.db');
    const before = filesOf(folder);
    const content = snapshot(folder, target);
    expect(filesOf(folder)).toEqual(before);
    return { target, content };
  }

  it.each(['ended well', 'was killed'])('holds all that a server left that %s', (how) => {
    const folder = folders.make(how === 'was killed' ? killed : ended);
    const { target, content } = copyOf(folder);
    expect(content).toMatchObject({ cooks: 2, journal: { sequence: 3 } });
    expect(inspectSnapshot(target, readJournalKey(folder))).toEqual(content);
    expect(content!.journal).toEqual({ sequence: 3, hash: readJournal(folder)!.hash });
  });

  it('is one private file, with nothing beside it, that a server can open', async () => {
    const { target } = copyOf(folders.make(killed));
    expect(readdirSync(join(target, '..'))).toEqual(['coddle.db']);
    expect(statSync(target).mode & 0o777).toBe(0o600);
    const header = readFileSync(target).subarray(0, 100);
    expect([header.readInt32BE(68), header.readUInt32BE(60)]).toEqual([APPLICATION_ID, LATEST_VERSION]);
    writeFileSync(join(target, '../journal.key'), killed.get('journal.key')!, { mode: 0o600 });
    const database = folders.open(join(target, '..'));
    expect(database.problem).toBeUndefined();
    expect(await new SqlJournalStore(database).integrityError()).toBeUndefined();
  });

  it('is of one moment while a server writes, and does not block the server', async () => {
    const folder = folders.make(ended);
    const journal = new SqlJournalStore(folders.open(folder));
    const later = journal.append(makeEntry({ at: 4 }));
    const { content } = copyOfLive(folder);
    expect(content!.journal.sequence).toBeGreaterThanOrEqual(3);
    await later;
    expect(copyOfLive(folder).content!.journal.sequence).toBe(4);
    await journal.append(makeEntry({ at: 5 }));
    expect(await journal.integrityError()).toBeUndefined();
  });

  function copyOfLive(folder: string) {
    const target = join(folders.make(), "a cook's copy.db");
    return { target, content: snapshot(folder, target) };
  }

  it('is not made where there is no database yet', () => {
    const folder = folders.make();
    const { target, content } = copyOf(folder);
    expect(content).toBeUndefined();
    expect(readdirSync(join(target, '..'))).toEqual([]);
  });

  it.each([
    ['a row of a cook', "UPDATE cooks SET plan = '{}'", /a row of cooks is not what was written/],
    [
      'an entry of the journal',
      "UPDATE journal SET kind = 'stop' WHERE sequence = 2",
      /entry 2 of the journal/,
    ],
    ['the end of the journal', 'DELETE FROM journal WHERE sequence = 3', /ends at entry 2, and should at 3/],
    ['a table', 'CREATE TABLE other (a)', /its tables are not those we made/],
  ])('is refused when %s was changed', (_what, statement, problem) => {
    const folder = folders.make(ended);
    const file = new Libsql(join(folder, 'coddle.db'));
    file.exec(`PRAGMA journal_mode = DELETE; ${statement}`);
    file.close();
    const refused = refusalOf(() => snapshot(folder, join(folders.make(), 'coddle.db')));
    expect(refused).toMatchObject({ reason: 'damaged', problem: expect.stringMatching(problem) as string });
  });

  it('is refused when a page is damaged, or the key of the journal is gone', () => {
    const damaged = new Map(ended).set('coddle.db', overwritten(ended.get('coddle.db')!));
    const keyless = new Map([...ended].filter(([name]) => name !== 'journal.key'));
    for (const files of [damaged, keyless]) {
      const target = join(folders.make(), 'coddle.db');
      expect(refusalOf(() => snapshot(folders.make(files), target))).toMatchObject({ reason: 'damaged' });
    }
  });

  it('reports a full disk', () => {
    const folder = folders.make();
    const disk = SmallDisk.mount(folder);
    if (disk === undefined) return;
    try {
      const source = folders.make(killed);
      mkdirSync(join(folder, 'copy'));
      disk.fill();
      expect(refusalOf(() => snapshot(source, join(folder, 'copy/coddle.db')))).toMatchObject({
        reason: 'full',
      });
    } finally {
      disk.unmount();
    }
  });
});

const overwritten = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(4096, 7), bytes.subarray(8192)]);

function refusalOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
