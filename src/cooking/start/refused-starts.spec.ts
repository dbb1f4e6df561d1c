import { CaughtLog } from '../../../test/harness/caught-log.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { makePrincipal } from '../../../test/harness/principals.js';
import { StorageFolders } from '../../../test/harness/storage-folder.js';
import { celsius, minutes } from '../../shared/units.js';
import { SqlJournalStore } from '../../storage/sql-journal-store.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { CookJournal } from '../audit/cook-journal.js';
import { DeviceBusyError } from '../cooking.errors.js';
import { RefusedStarts } from './refused-starts.js';
import { unconfirmed } from './unconfirmed.js';

const REQUEST = {
  principal: makePrincipal(),
  requestId: 'dinner',
  body: 'digest',
  plan: {
    target: celsius(50),
    hold: minutes(90),
    food: 'chicken',
    startState: 'refrigerated',
    vulnerableConsumers: false,
  },
} as const;

describe('RefusedStarts', () => {
  const folders = new StorageFolders();
  let store: SqlJournalStore;
  let journal: CookJournal;
  let refusals: RefusedStarts;
  let log: CaughtLog;

  beforeEach(() => {
    log = CaughtLog.take();
    const clock = new DrivenClock();
    store = new SqlJournalStore(folders.open(folders.make(), clock));
    journal = new CookJournal(store, clock);
    refusals = new RefusedStarts(journal, clock);
  });
  afterAll(() => folders.clear());

  const entries = async () => {
    await journal.onApplicationShutdown();
    return store.after(0, 1_000);
  };

  it('logs one sentence with food, temperature, time and code, and journals the same', async () => {
    refusals.note(REQUEST, new DeviceBusyError('Busy.'), 'cooker-one');
    expect(log.at('log')).toEqual([
      expect.stringContaining('A start of chicken at 50 °C for 90 minutes was refused: DEVICE_BUSY'),
    ]);
    const [entry] = await entries();
    expect(entry).toMatchObject({
      kind: 'start',
      stage: 'refused',
      cookerId: 'cooker-one',
      content: { requestedBy: 'default', food: 'chicken', target: 50, hold: 90, code: 'DEVICE_BUSY' },
    });
    expect(JSON.stringify(entry).length).toBeLessThan(1_000);
  });

  it('ignores failures of starts that were sent', async () => {
    refusals.note(REQUEST, unconfirmed('unknown'), 'cooker-one');
    expect([log.at('log'), await entries()]).toEqual([[], []]);
  });

  it('journals no plan that cannot be stored', async () => {
    refusals.note(REQUEST, new StorageUnavailableError('full'), 'cooker-one');
    expect(log.at('log')).toHaveLength(1);
    expect(await entries()).toEqual([]);
  });

  it('journals at most 200 refusals a day for each key', async () => {
    for (let count = 0; count < 201; count++)
      refusals.note(REQUEST, new DeviceBusyError('Busy.'), 'cooker-one');
    refusals.note(
      { ...REQUEST, principal: makePrincipal({ id: 'guest' }) },
      new DeviceBusyError('Busy.'),
      'cooker-one',
    );
    expect(await entries()).toHaveLength(201);
  });
});
