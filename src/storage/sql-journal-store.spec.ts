import { makeEntry } from '../../test/support/stored.js';
import { StorageFolders } from '../../test/support/storage-folder.js';
import { SqlJournalStore } from './sql-journal-store.js';

describe('SqlJournalStore', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  const open = (folder = folders.make()) => new SqlJournalStore(folders.open(folder));

  it('numbers the entries without a gap and chains each to the one before', async () => {
    const journal = open();
    const first = await journal.append(makeEntry());
    const second = await journal.append(makeEntry({ stage: 'sent' }));
    expect([first.sequence, second.sequence]).toEqual([1, 2]);
    expect([first.previous, second.previous]).toEqual(['', first.hash]);
    expect(second.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives back what was written', async () => {
    const journal = open();
    const entry = makeEntry({ content: { words: 'höchstens "60"', nothing: null } });
    const written = await journal.append(entry);
    expect(await journal.after(0, 10)).toEqual([written]);
    expect(written).toMatchObject(entry);
    expect((await journal.append(makeEntry({ content: undefined }))).content).toBeNull();
  });

  it('keeps the order of entries that are written at once', async () => {
    const journal = open();
    const stages = Array.from({ length: 20 }, (_, index) => `stage ${index}`);
    await Promise.all(stages.map((stage) => journal.append(makeEntry({ stage }))));
    expect((await journal.after(0, 100)).map(({ stage }) => stage)).toEqual(stages);
    expect(await journal.flaw()).toBeUndefined();
  });

  it('pages from any entry on', async () => {
    const journal = open();
    for (const stage of ['a', 'b', 'c']) await journal.append(makeEntry({ stage }));
    expect((await journal.after(1, 1)).map(({ stage }) => stage)).toEqual(['b']);
    expect(await journal.after(3, 1)).toEqual([]);
  });

  it('tells the story of one command, and the latest of every recent one', async () => {
    const journal = open();
    await journal.append(makeEntry({ commandId: 'old', at: 1 }));
    await journal.append(makeEntry({ commandId: 'one', at: 10 }));
    await journal.append(makeEntry({ commandId: 'two', at: 11 }));
    await journal.append(makeEntry({ commandId: 'one', at: 12, stage: 'sent' }));
    expect((await journal.ofCommand('one')).map(({ stage }) => stage)).toEqual(['intended', 'sent']);
    const latest = await journal.latestOfCommands(10);
    expect(latest.map(({ commandId, stage }) => [commandId, stage])).toEqual([
      ['two', 'intended'],
      ['one', 'sent'],
    ]);
  });

  it('finds an entry that was changed, one that is missing and one that was cut off', async () => {
    const database = folders.open(folders.make());
    const journal = new SqlJournalStore(database);
    for (const stage of ['a', 'b', 'c']) await journal.append(makeEntry({ stage }));
    await database.write((rows) => rows.deleteFrom('journal').where('sequence', '=', 3).execute());
    expect(await journal.flaw()).toBe('the journal ends at entry 2, and should at 3');
    await database.write((rows) =>
      rows.updateTable('journal').set({ stage: 'x' }).where('sequence', '=', 2).execute(),
    );
    expect(await journal.flaw()).toBe('entry 2 of the journal is not what was written there');
    await database.write((rows) => rows.deleteFrom('journal').where('sequence', '=', 1).execute());
    expect(await journal.flaw()).toBe('entry 1 of the journal is missing');
  });

  it('writes nothing more once its head is lost', async () => {
    const database = folders.open(folders.make());
    await database.write((rows) => rows.deleteFrom('journal_head').execute());
    const journal = new SqlJournalStore(database);
    await expect(journal.append(makeEntry())).rejects.toMatchObject({ reason: 'damaged' });
    expect(await journal.after(0, 10)).toEqual([]);
  });
});
