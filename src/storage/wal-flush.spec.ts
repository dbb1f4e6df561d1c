import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { makeStoredResponse, makeEntry } from '../../test/harness/stored.js';
import { StorageFolders } from '../../test/harness/storage-folder.js';
import { WalFlush } from './group-commit.js';
import { SqlJournalStore } from './sql-journal-store.js';
import { SqlResponseStore } from './sql-response-store.js';

describe('WalFlush', () => {
  const folder = mkdtempSync(join(tmpdir(), 'coddle-flush-'));
  const folders = new StorageFolders();
  afterAll(async () => {
    await folders.clear();
    rmSync(folder, { recursive: true });
  });

  function recorded(act: (path: string) => Promise<void> = () => Promise.resolve()) {
    const clock = new DrivenClock();
    const [flushed, failures]: [string[], unknown[]] = [[], []];
    const flush = new WalFlush('log', clock, failures.push.bind(failures), (path) => {
      flushed.push(path);
      return act(path);
    });
    return { clock, flush, flushed, failures };
  }

  it('flushes once for the writes of 20 ms, and again for later ones', async () => {
    const { clock, flush, flushed } = recorded();
    flush.soon();
    flush.soon();
    expect(flushed).toEqual([]);
    await clock.elapse(20);
    expect(flushed).toEqual(['log']);
    flush.soon();
    await clock.elapse(20);
    expect(flushed).toEqual(['log', 'log']);
  });

  it('reports a disk that fails', async () => {
    const broken = new Error('EIO');
    const { clock, flush, failures } = recorded(() => Promise.reject(broken));
    flush.soon();
    await clock.elapse(20);
    expect(failures).toEqual([broken]);
  });

  it.each(['there', 'gone'])('takes a log that is %s', async (name) => {
    writeFileSync(join(folder, 'there'), 'frames');
    const clock = new DrivenClock();
    const failures: unknown[] = [];
    new WalFlush(join(folder, name), clock, failures.push.bind(failures)).soon();
    await clock.elapse(20);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(failures).toEqual([]);
  });

  it('is asked for by writes that need it soon, and by no others', async () => {
    const soon = jest.spyOn(WalFlush.prototype, 'soon');
    const database = folders.open(folders.make());
    const [journal, answers] = [new SqlJournalStore(database), new SqlResponseStore(database)];
    await journal.append(makeEntry());
    expect(soon).not.toHaveBeenCalled();
    await Promise.all([journal.append(makeEntry(), { durable: 'soon' }), journal.append(makeEntry())]);
    expect(soon).not.toHaveBeenCalled();
    await Promise.all([journal.append(makeEntry(), { durable: 'soon' }), answers.save(makeStoredResponse())]);
    expect(soon).toHaveBeenCalledTimes(1);
    soon.mockRestore();
    expect(await journal.integrityError()).toBeUndefined();
  });
});
