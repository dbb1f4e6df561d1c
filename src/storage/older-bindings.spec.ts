import Libsql from 'libsql';
import { join } from 'node:path';
import { makeEntry, makeStoredCook } from '../../test/harness/stored.js';
import { filesOf, StorageFolders } from '../../test/harness/storage-folder.js';
import { SqlCookRecordRepository, toRow } from '../cooking/record/sql-cook-record.repository.js';
import { SqlJournalStore } from './sql-journal-store.js';

const COLUMNS =
  'cook_id, cooker_id, started_by, started_at, ended_at, plan, verdict, outcome, record, checksum';

/** The database of a version that left it to the driver to bind numbers, which made every one of them floating. */
describe('A database into which every number was bound as a floating-point one', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  async function written(): Promise<string> {
    const folder = folders.make();
    const database = folders.open(folder);
    await new SqlJournalStore(database).append(makeEntry());
    await database.onApplicationShutdown();
    const earlier = new Libsql(join(folder, 'coddle.db'));
    const insert = earlier.prepare(`INSERT INTO cooks (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    for (const startedAt of [1000, 2000, 3000]) {
      const times = { startedAt, endedAt: startedAt + 500 };
      const row = toRow(makeStoredCook({ cookId: `cook-${startedAt}`, outcome: null, ...times }));
      const values: Readonly<Record<string, string | number | null>> = { ...row };
      insert.run(...COLUMNS.split(', ').map((name) => values[name] ?? null));
    }
    // The driver lets go of closed connections late, so what is opened is a copy.
    const copy = folders.make(filesOf(folder));
    earlier.close();
    return copy;
  }

  it('opens, and is read, compared and paged like a new one', async () => {
    const database = folders.open(await written());
    expect(database.problem).toBeUndefined();
    const cooks = new SqlCookRecordRepository(database);
    await cooks.saveDurably(makeStoredCook({ cookId: 'cook-2500', startedAt: 2500, endedAt: 2600 }));
    const newest = await cooks.newestFirst(10);
    expect(newest.map(({ startedAt }) => startedAt)).toEqual([3000, 2500, 2000, 1000]);
    const page = await cooks.newestFirst(10, { from: { startedAt: 2500, cookId: 'cook-2500' } });
    expect(page.map(({ cookId }) => cookId)).toEqual(['cook-2000', 'cook-1000']);
    expect(await cooks.forgetEndedBefore(2600)).toBe(2);
    expect(await cooks.find('cook-3000')).toMatchObject({ startedAt: 3000, endedAt: 3500 });
  });

  it('holds whole numbers, as bound by this and older releases', async () => {
    const database = folders.open(await written());
    await new SqlCookRecordRepository(database).saveDurably(makeStoredCook());
    const types = await database.read((queries) =>
      queries
        .selectFrom('cooks')
        .select(({ fn }) => fn<string>('typeof', ['started_at']).as('type'))
        .distinct()
        .execute(),
    );
    expect(types).toEqual([{ type: 'integer' }]);
  });
});
