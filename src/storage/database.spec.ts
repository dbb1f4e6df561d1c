import { makeCookRecord } from '../../test/harness/stored-cooks.js';
import { Logger } from '@nestjs/common';
import { CompiledQuery } from 'kysely';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CaughtLog } from '../../test/harness/caught-log.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { makeCourse, makeEntry, makeStoredCook } from '../../test/harness/stored.js';
import { filesOf, StorageFolders } from '../../test/harness/storage-folder.js';
import type { Database } from './database.js';
import type { Writing } from './database-terms.js';
import { SqlCookRecordRepository } from '../cooking/record/sql-cook-record.repository.js';
import { SqlJournalStore } from './sql-journal-store.js';
import { SqlReadingRepository } from '../history/readings/sql-reading.repository.js';
import { SqliteFile } from './sqlite-file.js';

const TEXT: ReadonlyMap<string, Buffer> = new Map([['coddle.db', Buffer.from('Dear diary, '.repeat(99))]]);

describe('Database', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());
  afterEach(() => {
    Logger.overrideLogger(false);
  });

  const pragma = async (database: Database, setting: string): Promise<readonly object[]> => {
    const query = CompiledQuery.raw(`PRAGMA ${setting}`);
    return (await database.read((queries) => queries.executeQuery<object>(query))).rows;
  };

  it('uses a write-ahead log, waits for the disk and needs little memory', async () => {
    const database = folders.open(folders.make());
    expect(await pragma(database, 'journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await pragma(database, 'synchronous')).toEqual([{ synchronous: 2 }]);
    expect(await pragma(database, 'foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    expect(await pragma(database, 'cache_size')).toEqual([{ cache_size: -2000 }]);
  });

  it('refuses a second server on the same folder, and accepts it once the first has closed', async () => {
    const folder = folders.make();
    const clock = new DrivenClock();
    const first = folders.open(folder);
    const second = folders.open(folder, clock);
    expect(second.problem).toMatchObject({ reason: 'in-use' });
    expect(second.problem!.problem).toContain(`process ${process.pid} on `);
    await new SqlJournalStore(first).append(makeEntry());
    await first.onApplicationShutdown();
    clock.advance(30_000);
    expect(await new SqlJournalStore(second).after(0, 1)).toHaveLength(1);
    expect(second.problem).toBeUndefined();
  });

  it('refuses everything while it is not open, and tries again only after a while', async () => {
    const clock = new DrivenClock();
    const folder = folders.make(TEXT);
    const database = folders.open(folder, clock);
    const journal = new SqlJournalStore(database);
    const refusal = { code: 'STORAGE_UNAVAILABLE', kind: 'unavailable', reason: 'not-a-database' };
    await expect(journal.append(makeEntry())).rejects.toMatchObject(refusal);
    await expect(journal.after(0, 1)).rejects.toMatchObject(refusal);
    writeFileSync(join(folder, 'coddle.db'), '');
    await expect(journal.append(makeEntry())).rejects.toMatchObject(refusal);
    clock.advance(30_000);
    await expect(journal.append(makeEntry())).rejects.toMatchObject({ reason: 'damaged' });
  });

  it('refuses what the disk has no space for, keeps the rest and goes on by itself', async () => {
    const database = folders.open(folders.make());
    const journal = new SqlJournalStore(database);
    const kept = await journal.append(makeEntry());
    await pragma(database, 'max_page_count = 1');
    const large = makeEntry({ content: 'x'.repeat(100_000) });
    await expect(journal.append(large)).rejects.toMatchObject({ reason: 'full' });
    expect(database.problem).toMatchObject({ reason: 'full' });
    expect(await journal.after(0, 10)).toEqual([kept]);
    await pragma(database, 'max_page_count = 100000');
    await journal.append(large);
    expect(database.problem).toBeUndefined();
  });

  it('refuses to write where the file is read-only, and still reads', async () => {
    const database = folders.open(folders.make());
    const journal = new SqlJournalStore(database);
    await journal.append(makeEntry());
    await pragma(database, 'query_only = ON');
    await expect(journal.append(makeEntry())).rejects.toMatchObject({ reason: 'read-only' });
    expect(await journal.after(0, 10)).toHaveLength(1);
  });

  it('tries a failed write again only after a while', async () => {
    const clock = new DrivenClock();
    const database = folders.open(folders.make(), clock);
    await pragma(database, 'query_only = ON');
    await expect(new SqlJournalStore(database).append(makeEntry())).rejects.toThrow();
    await pragma(database, 'query_only = OFF');
    clock.advance(30_000);
    expect(await database.tryAgain()).toBeUndefined();
    await pragma(database, 'query_only = ON');
    await expect(new SqlJournalStore(database).append(makeEntry())).rejects.toThrow();
    await pragma(database, 'query_only = OFF');
    expect(await database.tryAgain()).toMatchObject({ reason: 'read-only' });
  });

  it('passes an unexpected error on unchanged', async () => {
    const database = folders.open(folders.make());
    const row = { only: 1, sequence: 1, hash: '', seal: '' };
    const twice = database.write((rows) => rows.insertInto('journal_head').values(row).execute());
    await expect(twice).rejects.toThrow('UNIQUE constraint failed');
    expect(database.problem).toBeUndefined();
  });

  it('rolls back a write that fails in the middle', async () => {
    const database = folders.open(folders.make());
    const half = database.write(async (rows) => {
      await rows.deleteFrom('journal_head').execute();
      throw new RangeError('changed its mind');
    });
    await expect(half).rejects.toThrow(RangeError);
    await new SqlJournalStore(database).append(makeEntry());
  });

  describe('with a long log', () => {
    const LONG = makeStoredCook({ record: makeCookRecord({ cookerName: 'x'.repeat(1024 * 1024) }) });
    const openWithLog = () => {
      const folder = folders.make();
      const database = folders.open(folder);
      const sizeOf = (name: string) => statSync(join(folder, name)).size;
      return {
        database,
        cooks: new SqlCookRecordRepository(database),
        log: () => sizeOf('coddle.db-wal'),
        file: () => sizeOf('coddle.db'),
      };
    };
    /** After what was put off until now, and all that queues before. */
    const later = async (database: Database) => {
      await nextTurn();
      await database.read((queries) => queries.selectFrom('journal_head').selectAll().execute());
    };

    it('copies it into the database without delaying writes', async () => {
      const { database, cooks, log, file } = openWithLog();
      for (let round = 0; round < 4; round++) {
        await cooks.save({ ...LONG, cookId: `cook-${round}` });
        expect(log()).toBeGreaterThan(1024 * 1024);
        await later(database);
        expect(log()).toBe(0);
      }
      expect(file()).toBeGreaterThan(1024 * 1024);
    });

    it('keeps it short, even with writes without a pause', async () => {
      const { cooks, log } = openWithLog();
      for (let round = 0; round < 8; round++) {
        await cooks.save({ ...LONG, cookId: `cook-${round}` });
        expect(log()).toBeLessThan(3 * 1024 * 1024);
      }
    });

    it('copies it before it closes', async () => {
      const { database, cooks, log, file } = openWithLog();
      await cooks.save(LONG);
      await database.onApplicationShutdown();
      expect(log()).toBe(0);
      expect(file()).toBeGreaterThan(1024 * 1024);
    });

    it('goes on while it cannot be copied, and logs that once', async () => {
      const caught = CaughtLog.take();
      const { database, cooks } = openWithLog();
      const exec = Reflect.get<typeof SqliteFile.prototype, 'exec'>(SqliteFile.prototype, 'exec');
      const stuck = jest.spyOn(SqliteFile.prototype, 'exec').mockImplementation(function (
        this: SqliteFile,
        sql: string,
      ) {
        if (sql.includes('wal_checkpoint')) throw new Error('no space');
        return exec.call(this, sql);
      });
      for (let round = 0; round < 4; round++) {
        await cooks.save({ ...LONG, cookId: `cook-${round}` });
        await later(database);
      }
      const tries = stuck.mock.calls.filter(([sql]) => sql.includes('wal_checkpoint')).length;
      stuck.mockRestore();
      expect(tries).toBe(4);
      expect(caught.at('warn')).toEqual([expect.stringContaining('no space')]);
      expect(database.problem).toBeUndefined();
    });
  });

  describe('with writes that need not survive a power cut', () => {
    const FULL = [{ synchronous: 2 }];
    const NORMAL = [{ synchronous: 1 }];
    const query = CompiledQuery.raw('PRAGMA synchronous');
    const inside = async (database: Database, writing?: Writing) =>
      (await database.write((transaction) => transaction.executeQuery(query), writing)).rows;

    it('does not wait for the disk, and waits again for later writes', async () => {
      const database = folders.open(folders.make());
      expect(await inside(database, { durable: 'later' })).toEqual(NORMAL);
      expect(await pragma(database, 'synchronous')).toEqual(FULL);
      expect(await inside(database, { durable: 'now' })).toEqual(FULL);
      expect(await inside(database, { durable: 'soon' })).toEqual(NORMAL);
    });

    it('waits for the disk when a durable write is in the same turn', async () => {
      const database = folders.open(folders.make());
      const settings = (['later', 'now', 'soon'] as const).map((durable) => inside(database, { durable }));
      expect(await Promise.all(settings)).toEqual([FULL, FULL, FULL]);
      expect(await inside(database, { durable: 'later' })).toEqual(NORMAL);
    });

    it('waits for the disk again after any failed write', async () => {
      const database = folders.open(folders.make());
      const bug = database.write(() => Promise.reject(new RangeError('changed its mind')), {
        durable: 'later',
      });
      await expect(bug).rejects.toThrow(RangeError);
      expect(await inside(database)).toEqual(FULL);
      await pragma(database, 'query_only = ON');
      const refused = new SqlReadingRepository(database).append(makeCourse(3));
      await expect(refused).rejects.toMatchObject({ reason: 'read-only' });
      await pragma(database, 'query_only = OFF');
      expect(await inside(database)).toEqual(FULL);
    });

    it('loses nothing when only the process ends', async () => {
      const folder = folders.make();
      const readings = new SqlReadingRepository(folders.open(folder));
      for (let at = 0; at < 90; at += 30) await readings.append(makeCourse(90).slice(at, at + 30));
      const found = new SqlReadingRepository(folders.open(folders.make(filesOf(folder))));
      expect((await found.ofCook('cook-1', 100)).readings).toEqual(makeCourse(90));
    });
  });

  it('finishes open work before it closes, and accepts no more', async () => {
    const folder = folders.make();
    const database = folders.open(folder);
    const journal = new SqlJournalStore(database);
    const written = [1, 2, 3].map(() => journal.append(makeEntry()));
    await database.onApplicationShutdown();
    expect((await Promise.all(written)).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    await expect(journal.append(makeEntry())).rejects.toMatchObject({ reason: 'closed' });
    expect(await new SqlJournalStore(folders.open(folder)).after(0, 9)).toHaveLength(3);
  });

  it('stays in order when one write holds a value that cannot be stored', async () => {
    const log = CaughtLog.take();
    const database = folders.open(folders.make());
    const journal = new SqlJournalStore(database);
    const odd = journal.append(makeEntry({ cookerId: 'cooker\0one' }));
    await expect(odd).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', reason: 'unstorable' });
    expect(database.problem).toBeUndefined();
    expect(log.at('error')).toEqual([expect.stringContaining('NUL')]);
    await journal.append(makeEntry());
    expect(await journal.integrityError()).toBeUndefined();
  });

  it('logs once what is wrong and what to do, and when it is over', async () => {
    const log = CaughtLog.take();
    const database = folders.open(folders.make());
    await pragma(database, 'query_only = ON');
    const journal = new SqlJournalStore(database);
    for (const stage of ['one', 'two']) await expect(journal.append(makeEntry({ stage }))).rejects.toThrow();
    await pragma(database, 'query_only = OFF');
    await journal.append(makeEntry());
    expect(log.at('error')).toEqual([expect.stringContaining('Give DATA_DIR to the user')]);
    expect(log.at('log')).toEqual([expect.stringContaining('can be written to again')]);
  });
});
