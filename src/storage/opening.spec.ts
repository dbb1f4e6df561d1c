import { Logger } from '@nestjs/common';
import Libsql from 'libsql';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CaughtLog } from '../../test/harness/caught-log.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { makeCourse, makeEntry, makeStoredCook } from '../../test/harness/stored.js';
import { filesOf, StorageFolders } from '../../test/harness/storage-folder.js';
import type { Database } from './database.js';
import { SLICE, type Pacing } from './time-slices.js';
import { CHECKPOINT_FILE } from './journal-checkpoint.js';
import { SqlCookRecordRepository } from '../cooking/record/sql-cook-record.repository.js';
import { SqlJournalStore } from './sql-journal-store.js';
import { SqlReadingRepository } from '../history/readings/sql-reading.repository.js';

const ENTRIES = 600;
const VERIFYING = { code: 'STORAGE_UNAVAILABLE', reason: 'verifying' };

/** A clock on which each reading takes three milliseconds, and a gate at which the work waits between two slices. */
class SteppedPacing implements Pacing {
  readonly slices: number[] = [];
  rests = 0;
  private now = 0;
  private began = 0;
  private gate: Promise<void> = Promise.resolve();
  private openGate: () => void = () => undefined;

  shut(): this {
    this.gate = new Promise((resolve) => (this.openGate = resolve));
    return this;
  }

  open(): void {
    this.openGate();
  }

  readonly elapsed = (): number => (this.now += 3);

  readonly yield = async (): Promise<void> => {
    this.slices.push(this.now - this.began);
    await nextTurn();
    await this.gate;
    this.began = this.now;
  };

  readonly rest = async (): Promise<void> => {
    this.rests++;
    await nextTurn();
    await this.gate;
  };
}

describe('A journal that is too large to be verified in one go', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());
  afterEach(() => {
    Logger.overrideLogger(false);
  });

  /** A folder with a journal, and with the checkpoint that it had then. */
  async function written(entries = ENTRIES, extra = 0): Promise<string> {
    const folder = folders.make();
    const database = folders.open(folder);
    const journal = new SqlJournalStore(database);
    const entryOf = (index: number) => makeEntry({ commandId: `command-${index}` });
    await journal.appendAll(Array.from({ length: entries }, (_, index) => entryOf(index)));
    await journal.appendAll(Array.from({ length: extra }, (_, index) => entryOf(entries + index)));
    await new SqlCookRecordRepository(database).saveDurably(makeStoredCook());
    await new SqlReadingRepository(database).append(makeCourse(300));
    await database.onApplicationShutdown();
    return copyOf(folder);
  }

  /** The driver lets go of closed connections late, so what is opened is a copy. */
  function copyOf(folder: string): string {
    const copy = folders.make(filesOf(folder));
    const checkpoint = join(folder, CHECKPOINT_FILE);
    if (existsSync(checkpoint)) copyFileSync(checkpoint, join(copy, CHECKPOINT_FILE));
    return copy;
  }

  function changed(folder: string, statement: string): string {
    const file = new Libsql(join(folder, 'coddle.db'));
    file.exec(`${statement}; PRAGMA wal_checkpoint(TRUNCATE)`);
    const copy = copyOf(folder);
    file.close();
    return copy;
  }

  const digestsOf = (folder: string): string[] =>
    Array.from(
      filesOf(folder),
      ([name, bytes]) => `${name} ${createHash('sha256').update(bytes).digest('hex')}`,
    );

  const openSlowly = (folder: string, pacing = new SteppedPacing()) => {
    const database = folders.open(folder, new DrivenClock(), { atOnceBytes: 0, pacing });
    return { database, pacing, journal: new SqlJournalStore(database) };
  };
  const checkpointOf = (folder: string) => readFileSync(join(folder, CHECKPOINT_FILE), 'utf8');
  const withoutCheckpoint = (folder: string) => folders.make(filesOf(folder));
  const intended = (database: Database) => new SqlJournalStore(database).intend(makeEntry());

  it('is verified in slices with turns for everything else between', async () => {
    const { database, pacing, journal } = openSlowly(withoutCheckpoint(await written()));
    await database.whole();
    expect(database.problem).toBeUndefined();
    expect(pacing.slices.length).toBeGreaterThan(2);
    // A slice ends with the first step that fills it.
    expect(Math.max(...pacing.slices)).toBeLessThanOrEqual(SLICE + 3 + 3 * pacing.slices.length);
    expect((await journal.head()).sequence).toBe(ENTRIES);
  });

  it('allows no start until it is verified, and allows a stop without an entry', async () => {
    const { database, pacing, journal } = openSlowly(
      withoutCheckpoint(await written()),
      new SteppedPacing().shut(),
    );
    const stop = journal.append(makeEntry({ kind: 'stop' }), { waits: false });
    await expect(stop).rejects.toMatchObject(VERIFYING);
    expect(database.problem?.message).toBe(
      'The journal is still being verified, so nothing may start. Status and stop still work.',
    );
    expect(await database.tryAgain()).toMatchObject(VERIFYING);
    const note = journal.append(makeEntry({ stage: 'sent' }));
    pacing.open();
    expect(await note).toMatchObject({ sequence: ENTRIES + 1 });
    expect(database.problem).toBeUndefined();
    expect(await intended(database)).toMatchObject({ record: { sequence: ENTRIES + 2 } });
    expect(await journal.integrityError()).toBeUndefined();
  });

  it('refuses a start after a moment, and accepts it once verified', async () => {
    const clock = new DrivenClock();
    const pacing = new SteppedPacing().shut();
    const terms = { atOnceBytes: 0, pacing };
    const database = folders.open(withoutCheckpoint(await written()), clock, terms);
    const refused = expect(intended(database)).rejects.toMatchObject(VERIFYING);
    clock.advance(1000);
    await refused;
    pacing.open();
    await database.whole();
    expect(await intended(database)).toMatchObject({ record: { sequence: ENTRIES + 1 } });
  });

  it('meanwhile gives the running cooks and the commands', async () => {
    const { database, pacing, journal } = openSlowly(
      withoutCheckpoint(await written()),
      new SteppedPacing().shut(),
    );
    const [cook] = await new SqlCookRecordRepository(database).running();
    expect(cook).toEqual(makeStoredCook());
    expect(await journal.latestOfCommands(0)).toHaveLength(ENTRIES);
    expect(await journal.ofCommand('command-7')).toMatchObject([{ sequence: 8 }]);
    expect(database.problem).toMatchObject(VERIFYING);
    pacing.open();
    await database.whole();
  });

  it('trusts a checkpoint, and verifies what is before it later', async () => {
    const folder = await written(ENTRIES, 10);
    const { database, pacing } = openSlowly(folder);
    await database.write(() => Promise.resolve());
    expect(pacing.slices.length).toBeLessThan(2);
    await database.whole();
    expect(pacing.rests).toBeGreaterThan(2);
    expect(database.problem).toBeUndefined();
    await database.onApplicationShutdown();
    expect(JSON.parse(checkpointOf(folder))).toMatchObject({ sequence: ENTRIES + 10 });
  });

  describe('with an old entry that was changed', () => {
    const OLD = "UPDATE journal SET content = '{}' WHERE sequence = 20";
    const damaged = {
      reason: 'damaged',
      problem: expect.stringContaining('entry 20 of the journal') as unknown,
    };

    it('allows no start once it is found, and the next server verifies everything first', async () => {
      const log = CaughtLog.take();
      const folder = changed(await written(), OLD);
      const first = openSlowly(folder);
      await first.database.whole();
      expect(log.at('log')).toContainEqual(expect.stringContaining('up to its newest entry, number 600'));
      expect(first.database.problem).toMatchObject(damaged);
      expect(await first.database.tryAgain()).toMatchObject(damaged);
      expect(log.at('error')).toEqual([expect.stringContaining('entry 20 of the journal')]);
      await expect(intended(first.database)).rejects.toMatchObject(damaged);
      expect(await new SqlCookRecordRepository(first.database).running()).toHaveLength(1);
      await first.database.onApplicationShutdown();
      expect(existsSync(join(folder, CHECKPOINT_FILE))).toBe(false);

      const { database } = openSlowly(copyOf(folder));
      await expect(database.write(() => Promise.resolve())).rejects.toMatchObject(damaged);
    });

    it.each<[string, (text: string) => string]>([
      ['another place', (text) => text.replace(/"sequence":\d+/, '"sequence":590')],
      ['another seal', (text) => text.replace(/"seal":"./, '"seal":"x')],
      ['no form', () => '{'],
    ])('believes no checkpoint with %s', async (_what, change) => {
      const folder = changed(await written(), OLD);
      writeFileSync(join(folder, CHECKPOINT_FILE), change(checkpointOf(folder)));
      const { database } = openSlowly(folder);
      await expect(database.write(() => Promise.resolve())).rejects.toMatchObject(damaged);
    });
  });

  it('rejects a checkpoint of a journal that is longer than this one', async () => {
    const long = await written();
    const short = await written(100);
    copyFileSync(join(long, CHECKPOINT_FILE), join(short, CHECKPOINT_FILE));
    copyFileSync(join(long, 'journal.key'), join(folders.make(), 'journal.key'));
    const { database } = openSlowly(short);
    await database.whole();
    expect(database.problem).toBeUndefined();
  });

  it.each([
    ['an entry since the checkpoint', "UPDATE journal SET stage = 'sent' WHERE sequence = 605"],
    ['text that is no text', "UPDATE journal SET stage = CAST(x'ff41' AS TEXT) WHERE sequence = 605"],
    ['the head', 'UPDATE journal_head SET sequence = 604'],
    ['a cook', "UPDATE cooks SET plan = '{}'"],
    ['readings', "UPDATE readings SET columns = CAST(x'fffe' AS TEXT)"],
  ])('is refused at once, and left as it is, when %s was changed', async (_what, statement) => {
    const folder = changed(await written(ENTRIES, 10), statement);
    const before = digestsOf(folder);
    const { database } = openSlowly(folder);
    await database.whole();
    await nextTurn();
    expect(database.problem?.reason).toBe('damaged');
    expect(digestsOf(folder)).toEqual(before);
    expect(existsSync(join(folder, 'coddle.lock'))).toBe(false);
  });

  it('is unchanged by a server that ends meanwhile', async () => {
    const folder = withoutCheckpoint(await written());
    const before = digestsOf(folder);
    const { database, pacing, journal } = openSlowly(folder, new SteppedPacing().shut());
    const waiting = expect(journal.append(makeEntry())).rejects.toMatchObject({ reason: 'closed' });
    const ended = database.onApplicationShutdown();
    pacing.open();
    await ended;
    await waiting;
    expect(digestsOf(folder)).toEqual(before);
    expect(existsSync(join(folder, 'coddle.lock'))).toBe(false);
  });
});
