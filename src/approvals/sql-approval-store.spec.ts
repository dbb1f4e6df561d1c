import { sql } from 'kysely';
import { ApprovalsOfFolder, makeStartToApprove } from '../../test/harness/approvals-of-folder.js';
import { CaughtLog } from '../../test/harness/caught-log.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { StorageFolders } from '../../test/harness/storage-folder.js';
import type { Database } from '../storage/database.js';
import { SqlJournalStore } from '../storage/sql-journal-store.js';

describe('SqlApprovalStore', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  let clock: DrivenClock;
  let database: Database;
  let owner: ApprovalsOfFolder;
  beforeEach(() => {
    clock = new DrivenClock();
    database = folders.open(folders.make(), clock);
    owner = new ApprovalsOfFolder(database, clock);
  });

  const ask = async () => (await owner.approvals.request(makeStartToApprove())).approval;
  const stages = async () =>
    (await new SqlJournalStore(database).after(0, 100)).map(({ kind, stage }) => `${kind} ${stage}`);

  it('writes the journal in the same transaction: both or neither', async () => {
    const { id } = await ask();
    const failing = owner.store.transact((book) => {
      const approval = book.find(id)!;
      book.save({ ...approval, state: 'denied' });
      book.note({ at: 1, commandId: id, cookerId: 'x', kind: 'approval', stage: 'denied', content: null });
      throw new RangeError('after all of it');
    });
    await expect(failing).rejects.toThrow('after all of it');
    expect((await owner.store.find(id))?.state).toBe('pending');
    expect(await stages()).toEqual(['approval requested']);
  });

  it.each([
    ['its state', `UPDATE approvals SET state = 'started'`],
    ['its digest', `UPDATE approvals SET digest = 'another'`],
    ['its plan', `UPDATE approvals SET content = replace(content, '"target":65', '"target":55')`],
    ['its version', `UPDATE approvals SET content = replace(content, '"version":1', '"version":9')`],
  ])('takes a row for no consent when somebody changed %s, and logs that', async (_what, change) => {
    const { id } = await ask();
    const log = CaughtLog.take();
    await database.write((transaction) => sql.raw(change).execute(transaction));
    expect(await owner.store.find(id)).toBeUndefined();
    await expect(owner.approvals.approve(id, 'owner')).rejects.toMatchObject({ code: 'APPROVAL_NOT_FOUND' });
    expect(log.at('error').join()).toMatch(/An approval cannot be read/);
  });

  it('takes a changed arming for none', async () => {
    const wish = { principal: 'tablet', cookerId: 'cooker-one', cookerName: 'Kitchen', by: 'owner' };
    await owner.armings.arm({ ...wish, lasts: 3600_000, starts: 1 });
    const more = sql.raw('UPDATE armings SET starts_left = 20');
    CaughtLog.take();
    await database.write((transaction) => more.execute(transaction));
    expect(await owner.store.armings()).toEqual([]);
    expect((await owner.approvals.request(makeStartToApprove())).consented).toBe(false);
  });
});
