import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { makeEntry } from '../../../test/harness/stored.js';
import { StorageFolders } from '../../../test/harness/storage-folder.js';
import { Environment } from '../../config/environment.js';
import { SqlJournalStore } from '../../storage/sql-journal-store.js';
import { StartAllowance } from './start-allowance.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('StartAllowance', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  let clock: DrivenClock;
  let journal: SqlJournalStore;
  beforeEach(() => {
    clock = new DrivenClock();
    journal = new SqlJournalStore(folders.open(folders.make(), clock));
  });

  const open = (startsPerDay = 3) => new StartAllowance(journal, new Environment({ startsPerDay }), clock);
  const started = (minutesAgo: number, some: object = {}) =>
    journal.append(
      makeEntry({
        at: clock.now().getTime() - minutesAgo * MINUTE,
        content: { requestedBy: 'phone' },
        ...some,
      }),
    );
  const limited = (retryAfter: number) => ({
    code: 'RATE_LIMITED',
    kind: 'limited',
    details: { retry_after_seconds: retryAfter },
    headers: { 'Retry-After': String(retryAfter) },
  });

  it('gives every key as many starts in 24 hours as are set', async () => {
    const allowance = open();
    for (let start = 0; start < 3; start++) {
      await allowance.take('phone');
      clock.advance(HOUR);
    }
    await expect(allowance.take('phone')).rejects.toMatchObject(limited(21 * 3600));
    await allowance.take('tablet');
    clock.advance(21 * HOUR - 1);
    await expect(allowance.take('phone')).rejects.toMatchObject(limited(1));
    clock.advance(1);
    await allowance.take('phone');
    await expect(allowance.take('phone')).rejects.toMatchObject(limited(3600));
  });

  it('says it in a sentence', async () => {
    const allowance = open(1);
    await allowance.take('phone');
    await expect(allowance.take('phone')).rejects.toThrow(
      'This key has started 1 cooks within 24 hours, and no key may start more: try again in 24 hours. Stopping always works.',
    );
  });

  it('counts what was started before a restart, and nothing else', async () => {
    await started(25 * 60);
    await started(90);
    await started(60, { kind: 'stop' });
    await started(60, { stage: 'sent', content: null });
    await started(60, { content: { requestedBy: 'tablet' } });
    await started(30);
    const allowance = open();
    await allowance.take('phone');
    await expect(allowance.take('phone')).rejects.toMatchObject(limited(22.5 * 3600));
    await allowance.take('tablet');
  });

  it('does not mind a clock that was set back', async () => {
    await started(-3 * 24 * 60);
    const allowance = open(1);
    await expect(allowance.take('phone')).rejects.toMatchObject(limited(24 * 3600));
  });

  it('takes back what was not written down', async () => {
    const allowance = open(1);
    const giveBack = await allowance.take('phone');
    await expect(allowance.take('phone')).rejects.toThrow();
    giveBack();
    await allowance.take('phone');
  });

  it('gives no more than there are to many at once', async () => {
    const allowance = open();
    const calls = Array.from({ length: 10 }, () => allowance.take('phone'));
    const given = (await Promise.allSettled(calls)).filter(({ status }) => status === 'fulfilled');
    expect(given).toHaveLength(3);
  });

  it('asks the journal again when it could not be read', async () => {
    const unreadable = jest.spyOn(journal, 'startsSince').mockRejectedValueOnce(new Error('unreadable'));
    const allowance = open();
    await expect(allowance.take('phone')).rejects.toThrow('unreadable');
    await allowance.take('phone');
    expect(unreadable).toHaveBeenCalledTimes(2);
  });
});
