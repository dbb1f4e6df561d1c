import { setImmediate as nextTurn } from 'node:timers/promises';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { makeStoredResponse, makeEntry } from '../../test/harness/stored.js';
import { StorageFolders } from '../../test/harness/storage-folder.js';
import { DirectStatements } from './sqlite-file.js';
import { SqlResponseStore } from './sql-response-store.js';
import { SqlJournalStore } from './sql-journal-store.js';

describe('GroupCommit', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  it('commits the writes of one turn together', async () => {
    const database = folders.open(folders.make());
    const [journal, responses] = [new SqlJournalStore(database), new SqlResponseStore(database)];
    const commit = jest.spyOn(DirectStatements.prototype, 'transact');
    await Promise.all([
      journal.append(makeEntry()),
      responses.save(makeStoredResponse()),
      journal.append(makeEntry()),
    ]);
    expect(commit).toHaveBeenCalledTimes(1);
    commit.mockRestore();
    expect((await journal.after(0, 10)).map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(await responses.find(makeStoredResponse().requestId)).toEqual(makeStoredResponse());
  });

  it('lets each write fail by itself', async () => {
    const database = folders.open(folders.make());
    const journal = new SqlJournalStore(database);
    const [first, broken, last] = await Promise.allSettled([
      journal.append(makeEntry({ stage: 'one' })),
      database.write(() => Promise.reject(new RangeError('broken'))),
      journal.append(makeEntry({ stage: 'two' })),
    ]);
    expect([first.status, broken.status, last.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await journal.after(0, 10)).map(({ stage }) => stage)).toEqual(['one', 'two']);
    expect(await journal.integrityError()).toBeUndefined();
  });

  it('commits direct writes and others in their order', async () => {
    const database = folders.open(folders.make());
    const journal = new SqlJournalStore(database);
    const sequence = () =>
      database.write((rows) => rows.selectFrom('journal_head').select('sequence').executeTakeFirstOrThrow());
    const [, first, , second] = await Promise.all([
      journal.append(makeEntry()),
      sequence(),
      journal.append(makeEntry()),
      sequence(),
    ]);
    expect([first, second]).toEqual([{ sequence: 1 }, { sequence: 2 }]);
  });

  it('commits writes that arrive during a commit', async () => {
    const database = folders.open(folders.make());
    const journal = new SqlJournalStore(database);
    const late: Promise<unknown>[] = [];
    await database.write(async (rows) => {
      late.push(journal.append(makeEntry()));
      await rows.selectFrom('journal').selectAll().execute();
    });
    await Promise.all(late);
    expect(await journal.integrityError()).toBeUndefined();
    expect(await journal.after(0, 10)).toHaveLength(1);
  });

  it('commits in the next turn what may not wait', async () => {
    const journal = new SqlJournalStore(folders.open(folders.make()));
    const written: string[] = [];
    const note = (stage: string, waits: boolean) =>
      journal.append(makeEntry({ stage }), { waits }).then(() => written.push(stage));
    const usual = note('usual', true);
    await nextTurn();
    expect(written).toEqual([]);
    await Promise.race([note('urgent', false), nextTurn().then(nextTurn)]);
    expect(written).toEqual(['usual', 'urgent']);
    await usual;
  });

  it('commits after 10 ms what never becomes quiet', async () => {
    const clock = new DrivenClock();
    const journal = new SqlJournalStore(folders.open(folders.make(), clock));
    const written: string[] = [];
    const busy: Promise<unknown>[] = [];
    const writeForATurn = async () => {
      busy.push(journal.append(makeEntry()).then(() => written.push('one')));
      await nextTurn();
    };
    for (let turn = 0; turn < 8; turn++) await writeForATurn();
    expect(written).toEqual([]);
    clock.advance(10);
    for (let turn = 0; turn < 2; turn++) await writeForATurn();
    expect(written.length).toBeGreaterThanOrEqual(8);
    await Promise.all(busy);
  });

  it('claims a request_id once, also among the writes of one turn', async () => {
    const journal = new SqlJournalStore(folders.open(folders.make()));
    const claims = [1, 2].map((cook) => makeStoredResponse({ cookId: `cook-${cook}`, status: null }));
    const intentions = await Promise.all(claims.map((claim) => journal.intend(makeEntry(), claim)));
    expect(intentions.map((intention) => 'taken' in intention)).toEqual([false, true]);
  });
});
