import { Test, type TestingModule } from '@nestjs/testing';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CaughtLog } from '../../test/harness/caught-log.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { makeStoredResponse, makeEntry } from '../../test/harness/stored.js';
import { StorageFolders } from '../../test/harness/storage-folder.js';
import { Clock } from '../shared/clock.js';
import { ResponseStore } from './response-store.js';
import { Database } from './database.js';
import { JournalStore } from './journal-store.js';
import { StorageHealth } from './storage.health.js';
import { StorageModule } from './storage.module.js';

describe('StorageModule', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  let app: TestingModule;
  const clock = new DrivenClock();
  const build = async (folder: string) => {
    const parts = Test.createTestingModule({ imports: [StorageModule.in(folder)] });
    app = await parts.overrideProvider(Clock).useValue(clock).setLogger(new CaughtLog()).compile();
    await app.init();
  };
  afterEach(() => app.close());

  it('gives every port its store, all in one database', async () => {
    const folder = folders.make();
    await build(folder);
    await app.get(JournalStore).append(makeEntry());
    await app.get(ResponseStore).save(makeStoredResponse());
    expect(await app.get(StorageHealth).check()).toMatchObject({ storage: { status: 'up' } });
  });

  it('shows the end of the journal in its health', async () => {
    await build(folders.make());
    const health = app.get(StorageHealth);
    const up = { status: 'up', journal_entries: 0, journal_hash: '' };
    expect(await health.check()).toEqual({ storage: up });
    const [, last] = await app.get(JournalStore).appendAll([makeEntry(), makeEntry()]);
    expect(await health.check()).toEqual({
      storage: { status: 'up', journal_entries: 2, journal_hash: last!.hash },
    });
  });

  it('is down when the journal has lost its head', async () => {
    const folder = folders.make();
    await build(folder);
    await app.get(Database).write((rows) => rows.deleteFrom('journal_head').execute());
    expect(await app.get(StorageHealth).check()).toMatchObject({
      storage: { status: 'down', code: 'STORAGE_UNAVAILABLE' },
    });
  });

  it('closes the database and releases the folder when the server ends', async () => {
    const folder = folders.make();
    await build(folder);
    await app.get(StorageHealth).check();
    expect(existsSync(join(folder, 'coddle.lock'))).toBe(true);
    await app.close();
    expect(existsSync(join(folder, 'coddle.lock'))).toBe(false);
  });

  it('lets the server run when the database cannot be opened, and recovers once it can', async () => {
    const folder = folders.make();
    const other = folders.open(folder);
    await build(folder);
    await expect(app.get(JournalStore).append(makeEntry())).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
    });
    const down = {
      status: 'down',
      code: 'STORAGE_UNAVAILABLE',
      reason: 'Another server is using the database, so nothing may start. Status and stop still work.',
    };
    expect(await app.get(StorageHealth).check()).toEqual({ storage: down });
    await other.onApplicationShutdown();
    clock.advance(30_000);
    expect(await app.get(StorageHealth).check()).toMatchObject({ storage: { status: 'up' } });
  });
});
