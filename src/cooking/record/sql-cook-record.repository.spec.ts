import { sql } from 'kysely';
import { CaughtLog } from '../../../test/harness/caught-log.js';
import { makeCookRecord } from '../../../test/harness/stored-cooks.js';
import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { makeStoredCook, putRecord } from '../../../test/harness/stored.js';
import { StorageFolders } from '../../../test/harness/storage-folder.js';
import { celsius, millimetres, minutes } from '../../shared/units.js';
import type { Database } from '../../storage/database.js';
import { withChecksum } from '../../storage/stored-rows.js';
import type { CookRow, Tables } from '../../storage/tables.js';
import { toRecordedVerdict } from '../../safety/stored-verdict.js';
import { SqlCookRecordRepository } from './sql-cook-record.repository.js';

const CORE = {
  pasteurizedUpTo: undefined,
  minimum: undefined,
  governing: undefined,
  reachesTarget: minutes(70),
  inDangerZone: minutes(40),
};

describe('SqlCookRecordRepository', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  const open = (folder = folders.make()) => new SqlCookRecordRepository(folders.open(folder));

  it('returns what was saved', async () => {
    const cooks = open();
    const plan = makePlan({ thickness: millimetres(35), shape: 'cylinder', endless: true });
    const food = { plan, snapshot: { engine: 'of today' }, missed: 3 };
    const record = makeCookRecord({
      interruptions: [{ from: 1, seconds: 20, cause: 'server' }],
      foodNote: { headline: 'Throw it away.', leads: true, unmeasuredMinutes: 12 },
      monitor: { ...food, at: 5, cloudAt: 6 },
      left: { ...food, foodClass: 'poultry', endedAt: 7, asOf: 8, minutes: 30, spoilt: true },
      discardedAt: 9,
    });
    const cook = makeStoredCook({ plan, record, endedAt: 4, outcome: 'replaced' });
    await cooks.save(cook);
    expect(await cooks.find('cook-1')).toEqual(cook);
    expect(await cooks.find('cook-2')).toBeUndefined();
  });

  it('returns a foreign cook', async () => {
    const cooks = open();
    const record = makeCookRecord({ safety: null, requestedBy: null, left: null });
    const cook = makeStoredCook({ startedBy: 'app', plan: null, verdict: null, record });
    await cooks.save(cook);
    expect(await cooks.running()).toEqual([cook]);
  });

  it('returns a refused verdict with its reasons, and a reduction without bounds', async () => {
    const cooks = open();
    const verdict = toRecordedVerdict(makeSafety().review(makePlan({ target: celsius(50) })));
    expect(verdict.violations.length * verdict.alternatives.length).toBeGreaterThan(0);
    const reductions = [{ name: 'Salmonella', predicted: Infinity, required: 7 }];
    const cook = makeStoredCook({ verdict: { ...verdict, core: { ...CORE, reductions } } });
    await cooks.save(cook);
    expect(await cooks.find('cook-1')).toEqual(cook);
  });

  it('skips and logs a record of unknown form, and refuses to return it alone', async () => {
    const log = CaughtLog.take();
    const database = folders.open(folders.make());
    const cooks = new SqlCookRecordRepository(database);
    await cooks.save(makeStoredCook({ cookId: 'sound' }));
    await cooks.save(makeStoredCook({ cookId: 'strange' }));
    await putRecord(database, 'strange', '{"of":"another version"}');
    expect((await cooks.running()).map(({ cookId }) => cookId)).toEqual(['sound']);
    expect((await cooks.newestFirst(9)).map(({ cookId }) => cookId)).toEqual(['sound']);
    expect(log.at('error').join()).toContain('the record of cook strange cannot be read: ');
    await expect(cooks.find('strange')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });

  it('waits for the disk only in durable writes', async () => {
    const database = folders.open(folders.make());
    const write = jest.spyOn(database, 'writeDirectly');
    const cooks = new SqlCookRecordRepository(database);
    await cooks.save(makeStoredCook());
    await cooks.saveDurably(makeStoredCook({ outcome: 'stopped' }));
    expect(write.mock.calls.map(([, writing]) => writing)).toEqual([
      { durable: 'later' },
      { durable: 'now' },
    ]);
    expect(await cooks.find('cook-1')).toEqual(makeStoredCook({ outcome: 'stopped' }));
  });

  it('replaces the earlier version of a cook', async () => {
    const cooks = open();
    await cooks.save(makeStoredCook());
    const ended = makeStoredCook({ endedAt: 5, outcome: 'stopped', plan: null, verdict: null });
    await cooks.save(ended);
    expect(await cooks.newestFirst(10)).toEqual([ended]);
  });

  it('finds the cooks that ended at a time or later, the earliest start first', async () => {
    const cooks = open();
    const ended = (cookId: string, startedAt: number, endedAt: number | null) =>
      makeStoredCook({ cookId, startedAt, endedAt });
    for (const cook of [
      ended('late', 3, 20),
      ended('long', 1, 10),
      ended('early', 2, 9),
      ended('on', 4, null),
    ])
      await cooks.save(cook);
    expect((await cooks.endedSince(10)).map(({ cookId }) => cookId)).toEqual(['long', 'late']);
  });

  it('finds the running cook after a restart', async () => {
    const folder = folders.make();
    const database = folders.open(folder);
    const before = new SqlCookRecordRepository(database);
    await before.save(makeStoredCook({ cookId: 'over', endedAt: 5 }));
    await before.save(makeStoredCook({ cookId: 'on' }));
    await database.onApplicationShutdown();
    expect((await open(folder).running()).map(({ cookId }) => cookId)).toEqual(['on']);
  });

  it('pages newest first, also among cooks of the same time', async () => {
    const cooks = open();
    for (const [cookId, startedAt] of Object.entries({ a: 1, b: 2, c: 2, d: 3 })) {
      await cooks.save(makeStoredCook({ cookId, startedAt }));
    }
    const first = await cooks.newestFirst(2);
    const second = await cooks.newestFirst(2, { from: first[1] });
    expect([...first, ...second].map(({ cookId }) => cookId)).toEqual(['d', 'c', 'b', 'a']);
    expect(await cooks.newestFirst(2, { from: second[1] })).toEqual([]);
  });

  it('pages only the cooks of the cookers that are asked for', async () => {
    const cooks = open();
    for (const [cookId, cookerId] of Object.entries({ a: 'one', b: 'two', c: 'one', d: 'three' })) {
      await cooks.save(makeStoredCook({ cookId, cookerId, startedAt: cookId.charCodeAt(0) }));
    }
    const idsOn = async (...ids: string[]) =>
      (await cooks.newestFirst(9, { cookers: new Set(ids) })).map(({ cookId }) => cookId);
    expect(await idsOn('one', 'three')).toEqual(['d', 'c', 'a']);
    expect(await idsOn('nowhere')).toEqual([]);
    expect(await idsOn()).toEqual([]);
    const [newest] = await cooks.newestFirst(1, { cookers: new Set(['one']) });
    expect(await cooks.newestFirst(9, { from: newest, cookers: new Set(['one']) })).toMatchObject([
      { cookId: 'a' },
    ]);
  });

  it('deletes cooks that ended long ago, and never running ones', async () => {
    const cooks = open();
    await cooks.save(makeStoredCook({ cookId: 'old', endedAt: 5 }));
    await cooks.save(makeStoredCook({ cookId: 'new', endedAt: 50 }));
    await cooks.save(makeStoredCook({ cookId: 'on', startedAt: 1 }));
    expect(await cooks.forgetEndedBefore(50)).toBe(1);
    expect((await cooks.newestFirst(9)).map(({ cookId }) => cookId)).toEqual(['new', 'on']);
  });

  it('refuses to return a row that was changed', async () => {
    const database = folders.open(folders.make());
    const cooks = new SqlCookRecordRepository(database);
    await cooks.save(makeStoredCook());
    await database.write((rows) => rows.updateTable('cooks').set({ started_at: 7 }).execute());
    await expect(cooks.find('cook-1')).rejects.toMatchObject({ reason: 'damaged' });
  });

  it('refuses a row with a column of another type, also with the right checksum', async () => {
    const database = folders.open(folders.make());
    await withoutTypes(database, 'cooks');
    await database.write((rows) =>
      rows
        .insertInto('cooks')
        .values(withChecksum(rowWith({ started_at: 'noon' })))
        .execute(),
    );
    await expect(new SqlCookRecordRepository(database).find('cook-1')).rejects.toMatchObject({
      reason: 'damaged',
      cause: { message: 'started_at is not a number' },
    });
  });
});

/** Makes a table anew whose columns take any type, as damage may give them. */
const withoutTypes = (database: Database, table: keyof Tables): Promise<unknown> =>
  database.write(async (queries) => {
    const { rows } = await sql<{ name: string }>`SELECT name FROM pragma_table_info(${table})`.execute(
      queries,
    );
    await sql`DROP TABLE ${sql.table(table)}`.execute(queries);
    const names = rows.map(({ name }) => sql.ref(name));
    await sql`CREATE TABLE ${sql.table(table)} (${sql.join(names)})`.execute(queries);
  });

/** A row of a cook with columns of any type. */
const rowWith = (columns: Partial<Record<keyof CookRow, unknown>>): CookRow =>
  ({
    ...{ cook_id: 'cook-1', cooker_id: 'cooker-one', started_by: 'app', started_at: 1, ended_at: null },
    ...{ plan: null, verdict: null, outcome: null, record: null },
    ...columns,
  }) as CookRow;
