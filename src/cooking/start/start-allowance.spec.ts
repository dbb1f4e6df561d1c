import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { makeEntry } from '../../../test/harness/stored.js';
import { StorageFolders } from '../../../test/harness/storage-folder.js';
import { Environment } from '../../config/environment.js';
import { SqlJournalStore } from '../../storage/sql-journal-store.js';
import { StartAllowance } from './start-preconditions.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PHONE = { id: 'phone', kind: 'key' } as const;
const TABLET = { id: 'tablet', kind: 'key' } as const;

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

  it('allows each key the configured number of starts in 24 hours', async () => {
    const allowance = open();
    for (let start = 0; start < 3; start++) {
      await allowance.take(PHONE);
      clock.advance(HOUR);
    }
    await expect(allowance.take(PHONE)).rejects.toMatchObject(limited(21 * 3600));
    await allowance.take(TABLET);
    clock.advance(21 * HOUR - 1);
    await expect(allowance.take(PHONE)).rejects.toMatchObject(limited(1));
    clock.advance(1);
    await allowance.take(PHONE);
    await expect(allowance.take(PHONE)).rejects.toMatchObject(limited(3600));
  });

  it('explains the limit in a sentence', async () => {
    const allowance = open(1);
    await allowance.take(PHONE);
    await expect(allowance.take(PHONE)).rejects.toThrow(
      'This key has started 1 cook within 24 hours, and no key may start more: try again in 24 hours. Stopping always works.',
    );
  });

  it.each([
    ['oauth', 'This app has started 1 cook within 24 hours, and no app may start more: '],
    ['settings', 'This key has started 1 cook within 24 hours, and no key may start more: '],
    ['owner', 'You have started 1 cook within 24 hours, and no more can be started: '],
  ] as const)('says of which kind the principal is that is limited: %s', async (kind, words) => {
    const allowance = open(1);
    await allowance.take({ id: 'one', kind });
    await expect(allowance.take({ id: 'one', kind })).rejects.toThrow(words);
  });

  it('counts the starts from before a restart, and nothing else', async () => {
    await started(25 * 60);
    await started(90);
    await started(60, { kind: 'stop' });
    await started(60, { stage: 'sent', content: null });
    await started(60, { content: { requestedBy: 'tablet' } });
    await started(30);
    const allowance = open();
    await allowance.take(PHONE);
    await expect(allowance.take(PHONE)).rejects.toMatchObject(limited(22.5 * 3600));
    await allowance.take(TABLET);
  });

  it('tolerates a clock that was set back', async () => {
    await started(-3 * 24 * 60);
    const allowance = open(1);
    await expect(allowance.take(PHONE)).rejects.toMatchObject(limited(24 * 3600));
  });

  it('returns a start that was not logged', async () => {
    const allowance = open(1);
    const giveBack = await allowance.take(PHONE);
    await expect(allowance.take(PHONE)).rejects.toThrow();
    giveBack();
    await allowance.take(PHONE);
  });

  it('allows no more than the limit to simultaneous requests', async () => {
    const allowance = open();
    const requests = Array.from({ length: 10 }, () => allowance.take(PHONE));
    const given = (await Promise.allSettled(requests)).filter(({ status }) => status === 'fulfilled');
    expect(given).toHaveLength(3);
  });

  it('reads the journal again after a failure', async () => {
    const unreadable = jest.spyOn(journal, 'startsSince').mockRejectedValueOnce(new Error('unreadable'));
    const allowance = open();
    await expect(allowance.take(PHONE)).rejects.toThrow('unreadable');
    await allowance.take(PHONE);
    expect(unreadable).toHaveBeenCalledTimes(2);
  });
});
