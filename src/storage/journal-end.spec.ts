import Libsql from 'libsql';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeEntry } from '../../test/harness/stored.js';
import { filesOf, StorageFolders, type Files } from '../../test/harness/storage-folder.js';
import { CHECKPOINT_FILE } from './journal-checkpoint.js';
import { readJournalEnd } from './journal-end.js';
import { SqlJournalStore } from './sql-journal-store.js';

const MANY = 10_100;

describe('readJournalEnd', () => {
  const folders = new StorageFolders();
  let ended: Files;
  /** The same while its server still has it open. */
  let running: string;
  beforeAll(async () => {
    running = folders.make();
    const journal = new SqlJournalStore(folders.open(running));
    for (let written = 0; written < MANY; written += 2020)
      await journal.appendAll(Array.from({ length: 2020 }, () => makeEntry()));
    const folder = folders.make();
    const database = folders.open(folder);
    await new SqlJournalStore(database).appendAll(Array.from({ length: 1_500 }, () => makeEntry()));
    await database.onApplicationShutdown();
    ended = filesOf(folder);
  }, 60_000);
  afterAll(() => folders.clear());

  /** A copy of the closed journal without its checkpoint, changed by another program. */
  function changed(statements: string): string {
    const folder = folders.make(ended);
    const file = new Libsql(join(folder, 'coddle.db'));
    file.exec(`${statements}; PRAGMA wal_checkpoint(TRUNCATE);`);
    file.close();
    return folder;
  }

  it('verifies all of a journal without a checkpoint, up to ten thousand entries, and changes nothing', async () => {
    const folder = folders.make(ended);
    expect(await readJournalEnd(folder)).toMatchObject({ head: { sequence: 1_500 }, from: 0 });
    expect(filesOf(folder)).toEqual(ended);
  });

  it('verifies the newest entries of a larger one, also beside the server that writes it', async () => {
    rmSync(join(running, CHECKPOINT_FILE), { force: true });
    expect(await readJournalEnd(running)).toMatchObject({ head: { sequence: MANY }, from: MANY - 10_000 });
  });

  it('verifies at least a thousand entries before a checkpoint', async () => {
    const folder = folders.make();
    const database = folders.open(folder);
    await new SqlJournalStore(database).appendAll(Array.from({ length: 1_500 }, () => makeEntry()));
    await database.onApplicationShutdown();
    expect(await readJournalEnd(folder)).toMatchObject({ head: { sequence: 1_500 }, from: 500 });
  });

  it.each([
    ["UPDATE journal SET kind = 'stop' WHERE sequence = 1400", 'entry 1400 of the journal is not what was'],
    ['DELETE FROM journal WHERE sequence = 1400', 'entry 1400 of the journal is missing'],
    ['DELETE FROM journal WHERE sequence > 1400', 'the journal ends at entry 1400, and should at 1500'],
    ['DELETE FROM journal_head', 'the journal has lost its head'],
  ])('finds what %s has done', async (statements, facts) => {
    await expect(readJournalEnd(changed(statements))).rejects.toMatchObject({
      reason: 'damaged',
      problem: expect.stringContaining(facts) as string,
    });
  });

  it('changes no file of a server that was killed', async () => {
    const folder = folders.make(filesOf(running));
    expect(await readJournalEnd(folder)).toBeUndefined();
  });
});
