import { makeEntry } from '../../test/harness/stored.js';
import { StorageFolders } from '../../test/harness/storage-folder.js';
import { reading } from './connection.js';
import { ChainWalk, JournalChain } from './journal-chain.js';
import { readJournalKey } from './journal-key.js';
import { verifyEntriesAndHead } from './integrity-check.js';
import { SqlJournalStore } from './sql-journal-store.js';
import { StepSize } from './step-size.js';

/** How many rows each of so many steps takes of rows of that size. */
function stepsOf(count: number, bytes: number): number[] {
  const size = new StepSize();
  return Array.from({ length: count }, () => {
    const { rows } = size;
    size.took(rows, rows * bytes);
    return rows;
  });
}

describe('StepSize', () => {
  it('grows to fifty rows where they are small', () => {
    expect(stepsOf(6, 300)).toEqual([5, 10, 20, 40, 50, 50]);
  });

  it('takes few large rows at a time, and one at least', () => {
    expect(stepsOf(4, 100_000)).toEqual([5, 5, 5, 5]);
    expect(stepsOf(3, 200_000)).toEqual([5, 2, 2]);
    expect(stepsOf(3, 2_000_000)).toEqual([5, 1, 1]);
  });

  it('lets the verification of a journal rest after half a megabyte', async () => {
    const folders = new StorageFolders();
    const folder = folders.make();
    const database = folders.open(folder);
    const large = Array.from({ length: 20 }, () => makeEntry({ content: 'x'.repeat(300_000) }));
    await new SqlJournalStore(database).appendAll(large);
    await database.onApplicationShutdown();
    const walk = new ChainWalk(new JournalChain(readJournalKey(folder)));
    const reached = reading(`${folder}/coddle.db`, (reader) => {
      const steps = verifyEntriesAndHead(reader, walk);
      const after: number[] = [];
      while (steps.next().done !== true) after.push(walk.last.sequence);
      return after;
    });
    expect(reached).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    await folders.clear();
  });
});
