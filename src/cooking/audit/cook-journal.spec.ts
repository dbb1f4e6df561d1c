import { CaughtLog } from '../../../test/harness/caught-log.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { approve } from '../../../test/harness/plans.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../../test/harness/readings.js';
import { StorageFolders } from '../../../test/harness/storage-folder.js';
import { until } from '../../../test/harness/until.js';
import type { JournalEntry, JournalRecord } from '../../storage/journal-store.js';
import { SqlJournalStore } from '../../storage/sql-journal-store.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { ReadingWatchers } from '../tracking/cook-tracker.js';
import { CookJournal } from './cook-journal.js';
import type { RefusedStart } from './refused-start.js';
import { StartCommand } from '../start/start-command.js';

/** The real journal on a disk that a test can fill. */
class JournalOnFullDisk extends SqlJournalStore {
  isFull = false;

  override appendAll(entries: readonly JournalEntry[]): Promise<JournalRecord[]> {
    return this.isFull ? Promise.reject(new StorageUnavailableError('full')) : super.appendAll(entries);
  }
}

const REFUSAL: RefusedStart = {
  version: 1,
  requestedBy: 'default',
  food: 'chicken',
  target: 50,
  hold: 90,
  code: 'POULTRY_TEMP_UNSAFE',
};
const STOP = { id: 'stop-1', cookerId: 'cooker-one', kind: 'stop' } as const;

describe('CookJournal', () => {
  const folders = new StorageFolders();
  let clock: DrivenClock;
  let store: JournalOnFullDisk;
  let journal: CookJournal;

  beforeEach(() => {
    clock = new DrivenClock();
    store = new JournalOnFullDisk(folders.open(folders.make(), clock));
    journal = new CookJournal(store, clock);
  });
  afterEach(() => journal.onApplicationShutdown());
  afterAll(() => folders.clear());

  const command = (id = 'cook-1', requestId?: string) => {
    const before = makeCookerState({ reading: makeReading(), sequence: 1 });
    const cook = {
      id,
      cookerId: before.id,
      startedBy: 'coddle',
      requestedBy: 'default',
      startedAt: clock.now(),
      began: clock.monotonic(),
      approved: approve(),
    } as const;
    return new StartCommand(
      { principal: { id: 'default' }, requestId, body: 'digest' },
      cook,
      before,
      (changed) => journal.noteStart(changed),
    );
  };
  const stages = async (id: string) => (await store.ofCommand(id)).map(({ stage }) => stage);
  const shown = () => makeCookerState({ reading: makeCookingReading(), at: clock.monotonic(), sequence: 2 });
  const idle = (sequence = 3) => makeCookerState({ reading: makeReading(), at: clock.monotonic(), sequence });

  it('stores an intention with its plan, verdict and principal before it resolves', async () => {
    await journal.logStartIntent(command('cook-1', 'dinner'));
    const [entry] = await store.ofCommand('cook-1');
    expect(entry).toMatchObject({
      stage: 'intended',
      kind: 'start',
      cookerId: 'cooker-one',
      at: clock.now().getTime(),
      content: {
        requestedBy: 'default',
        requestId: 'dinner',
        plan: { target: 65, hold: 90 },
        version: 2,
        verdict: { allowed: true, outcome: 'pasteurized' },
        rulesVersion: approve().verdict.rulesVersion,
      },
    });
  });

  it('keeps an intention below 2 KB', async () => {
    await journal.logStartIntent(command('cook-1', 'dinner'));
    const [entry] = await store.ofCommand('cook-1');
    expect(JSON.stringify(entry).length).toBeLessThan(2048);
  });

  it('accepts a request_id only once', async () => {
    const claim = (cookId: string) => ({
      requestId: 'start default dinner',
      bodyHash: 'digest',
      cookId,
      status: null,
      body: null,
      at: 0,
    });
    await journal.logStartIntent(command('cook-1', 'dinner'), claim('cook-1'));
    const second = journal.logStartIntent(command('cook-2', 'dinner'), claim('cook-2'));
    await expect(second).rejects.toMatchObject({ code: 'REQUEST_ID_REUSED' });
    expect(await stages('cook-2')).toEqual([]);
  });

  it('logs each stage of a start until the cooker shows the cook', async () => {
    const one = command();
    await journal.logStartIntent(one);
    one.markSent();
    one.markAcknowledged();
    one.observe(shown());
    await one.recorded;
    await until(() => stages('cook-1'), ['intended', 'sent', 'acknowledged', 'verified']);
  });

  it('omits the acknowledgement of a start that the cooker has already shown', async () => {
    const one = command();
    one.observe(shown());
    one.markAcknowledged();
    await until(() => stages('cook-1'), ['verified']);
  });

  it('logs that an outcome is unknown, and later that the cook did not start', async () => {
    const one = command();
    one.timeOut(clock.monotonic());
    clock.advance(1_000);
    one.observe(idle());
    await until(() => stages('cook-1'), ['unknown', 'abandoned']);
  });

  it.each([
    [
      'refused',
      (one: StartCommand) => {
        one.markSent();
        one.reject('No.');
      },
    ],
    ['abandoned', (one: StartCommand) => one.fail()],
  ])('ends with the stage %s', async (stage, end) => {
    end(command());
    await until(async () => (await stages('cook-1')).at(-1), stage);
  });

  it('keeps entries that a full disk rejects and writes them with the next one', async () => {
    const log = CaughtLog.take();
    store.isFull = true;
    await journal.note(STOP, 'unknown');
    await until(() => log.at('error').length, 1);
    store.isFull = false;
    void journal.note(STOP, 'verified');
    await until(() => stages('stop-1'), ['unknown', 'verified']);
  });

  it('writes stages that nothing depends on a little later', async () => {
    void journal.note(STOP, 'sent');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await stages('stop-1')).toEqual([]);
    clock.advance(250);
    await until(() => stages('stop-1'), ['sent']);
  });

  it('has every entry of a command on the disk once it has ended', async () => {
    void journal.note(STOP, 'sent');
    await journal.noteEnd(STOP, 'acknowledged');
    expect(await stages('stop-1')).toEqual(['sent', 'acknowledged']);
  });

  it('logs a refused start in brief', async () => {
    journal.noteRefusal('cooker-one', REFUSAL);
    await journal.onApplicationShutdown();
    expect(await store.after(0, 10)).toMatchObject([
      { kind: 'start', stage: 'refused', cookerId: 'cooker-one', content: REFUSAL },
    ]);
  });

  const entries = async () => (await store.after(0, 10)).map(({ kind, stage, at }) => ({ kind, stage, at }));

  it.each<[string, () => Promise<void>, object]>([
    ['start', () => journal.logStartIntent(command()), { kind: 'start', stage: 'intended' }],
    ['stop', () => journal.logStopIntent(STOP, 'default', null), { kind: 'stop', stage: 'intended' }],
  ])('writes a refusal that waits before a later %s', async (_kind, log, entry) => {
    const at = clock.now().getTime();
    journal.noteRefusal('cooker-one', REFUSAL);
    clock.advance(100);
    await log();
    expect(await entries()).toEqual([
      { kind: 'start', stage: 'refused', at },
      { ...entry, at: at + 100 },
    ]);
    await journal.onApplicationShutdown();
    expect(await entries()).toHaveLength(2);
  });

  it('writes entries in the order of their time, also when the clock was set back', async () => {
    journal.noteRefusal('cooker-one', REFUSAL);
    clock.jump(-60_000);
    journal.noteRefusal('cooker-one', REFUSAL);
    await journal.onApplicationShutdown();
    const times = (await entries()).map(({ at }) => at);
    expect(times).toEqual([clock.now().getTime(), clock.now().getTime() + 60_000]);
  });

  it('keeps a waiting refusal when the later start is not written', async () => {
    const claim = { requestId: 'start default dinner', bodyHash: 'digest', cookId: 'cook-1', at: 0 };
    const pending = { ...claim, status: null, body: null };
    await journal.logStartIntent(command('cook-1', 'dinner'), pending);
    journal.noteRefusal('cooker-one', REFUSAL);
    const second = journal.logStartIntent(command('cook-2', 'dinner'), { ...pending, cookId: 'cook-2' });
    await expect(second).rejects.toMatchObject({ code: 'REQUEST_ID_REUSED' });
    clock.advance(250);
    await until(async () => (await entries()).map(({ stage }) => stage), ['intended', 'refused']);
  });

  it('writes every waiting entry at shutdown', async () => {
    void journal.note(STOP, 'sent');
    await journal.onApplicationShutdown();
    expect(await stages('stop-1')).toEqual(['sent']);
  });

  it.each([
    ['idle', 'verified', idle],
    ['on', 'unknown', shown],
  ])(
    'settles a stop of an earlier process by the first state of its cooker: %s',
    async (_mode, stage, state) => {
      const record = await store.append({ ...makeStop(), stage: 'sent' });
      const watchers = new ReadingWatchers();
      watchers.next(record.cookerId, (cooker) => journal.settleStop(record, cooker));
      watchers.show({ ...idle(), id: 'another' });
      watchers.show(state());
      watchers.show(idle(9));
      await until(() => stages('stop-1'), ['sent', stage]);
    },
  );

  const makeStop = () => ({
    at: 0,
    commandId: STOP.id,
    cookerId: STOP.cookerId,
    kind: STOP.kind,
    content: null,
  });
});
