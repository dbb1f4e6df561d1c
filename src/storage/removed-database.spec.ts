import { Logger } from '@nestjs/common';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CaughtLog } from '../../test/harness/caught-log.js';
import { makeEntry } from '../../test/harness/stored.js';
import { StorageFolders } from '../../test/harness/storage-folder.js';
import { SqlJournalStore } from './sql-journal-store.js';

describe('A database whose file is removed while the server runs', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());
  afterEach(() => {
    Logger.overrideLogger(false);
  });

  const removed = { code: 'STORAGE_UNAVAILABLE', reason: 'removed' };

  it('accepts no start until it is back', async () => {
    const log = CaughtLog.take();
    const folder = folders.make();
    const database = folders.open(folder);
    const journal = new SqlJournalStore(database);
    await journal.append(makeEntry());
    renameSync(folder, `${folder}-moved`);
    for (const stage of ['one', 'two']) {
      await expect(journal.intend(makeEntry({ stage }))).rejects.toMatchObject(removed);
    }
    expect(await database.tryAgain()).toMatchObject(removed);
    expect(existsSync(folder)).toBe(false);
    expect(log.at('error')).toEqual([expect.stringContaining('was removed while the server runs')]);
    renameSync(`${folder}-moved`, folder);
    expect(await database.tryAgain()).toBeUndefined();
    expect(await journal.intend(makeEntry())).toMatchObject({ record: { sequence: 2 } });
  });

  it('writes to no other file in its place', async () => {
    const folder = folders.make();
    const database = folders.open(folder);
    const journal = new SqlJournalStore(database);
    const path = join(folder, 'coddle.db');
    renameSync(path, `${path}-moved`);
    copyFileSync(`${path}-moved`, path);
    await expect(journal.append(makeEntry())).rejects.toMatchObject(removed);
  });

  it('is reported as missing at the next start, if the key is left', async () => {
    const folder = folders.make();
    const first = folders.open(folder);
    await first.onApplicationShutdown();
    rmSync(join(folder, 'coddle.db'));
    const log = CaughtLog.take();
    expect(folders.open(folder).problem).toBeUndefined();
    expect(log.at('error')).toEqual([expect.stringContaining('coddle.db is gone')]);
  });
});
