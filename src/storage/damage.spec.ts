import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeStoredResponse, makeCourse, makeEntry, makeStoredCook } from '../../test/harness/stored.js';
import { makeAlert, makeDelivery } from '../../test/harness/stored-alerts.js';
import { filesOf, StorageFolders, type Files } from '../../test/harness/storage-folder.js';
import { SqlAlertStore } from '../alerts/store/sql-alert-store.js';
import type { Database } from './database.js';
import { SqlResponseStore } from './sql-response-store.js';
import { SqlCookRecordRepository } from '../cooking/record/sql-cook-record.repository.js';
import { SqlJournalStore } from './sql-journal-store.js';
import { SqlReadingRepository } from '../history/readings/sql-reading.repository.js';
import { CHECKSUMMED_TABLES } from './tables.js';

const PAGE = 4096;
const FILE = 'coddle.db';
const LOG = 'coddle.db-wal';
const KEY = 'journal.key';

/** What was confirmed by the time the log had this length. */
interface Confirmed {
  readonly logLength: number;
  /** A digest of every row of every table. */
  readonly rows: string;
}

/** The same variants at every run. */
function* seeded(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

const contentOf = (database: Database): Promise<string> =>
  database.read(async (queries) => {
    const tables = [...CHECKSUMMED_TABLES, 'journal', 'journal_head'] as const;
    const rows = tables.map((table) => queries.selectFrom(table).selectAll().execute());
    return createHash('sha256')
      .update(JSON.stringify(await Promise.all(rows)))
      .digest('hex');
  });

async function writeSome(database: Database, round: number): Promise<void> {
  await new SqlJournalStore(database).append(makeEntry({ commandId: `command-${round}` }));
  await new SqlCookRecordRepository(database).save(
    makeStoredCook({ cookId: `cook-${round}`, startedAt: round }),
  );
  const readings = new SqlReadingRepository(database);
  await readings.append(makeCourse(60, { cookId: `cook-${round}` }));
  if (round === 5) await readings.rollUp(Date.parse('2027-01-01'), 100);
  await new SqlResponseStore(database).save(makeStoredResponse({ requestId: `request-${round}` }));
  const alertId = `alert-${round}`;
  const deliveries = [makeDelivery({ id: `delivery-${round}`, alertId })];
  await new SqlAlertStore(database).save({ alerts: [makeAlert({ id: alertId })], deliveries });
}

describe('A damaged database', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  let clean: Files;
  let crashed: Files;
  const confirmed: Confirmed[] = [];

  beforeAll(async () => {
    const folder = folders.make();
    const first = folders.open(folder);
    for (let round = 0; round < 40; round++) await writeSome(first, round);
    const rows = await contentOf(first);
    await first.onApplicationShutdown();
    clean = new Map([FILE, KEY].map((name) => [name, readFileSync(join(folder, name))] as const));
    confirmed.push({ logLength: 0, rows });
    const second = folders.open(folder);
    const confirm = async () =>
      confirmed.push({ logLength: statSync(join(folder, LOG)).size, rows: await contentOf(second) });
    for (let round = 40; round < 48; round++) {
      await new SqlJournalStore(second).append(makeEntry({ commandId: `command-${round}` }));
      await confirm();
      await new SqlReadingRepository(second).append(makeCourse(30, { cookId: `cook-${round}` }));
      await confirm();
    }
    crashed = filesOf(folder);
  });

  const contentAt = (logLength: number): string =>
    confirmed.findLast((moment) => moment.logLength <= logLength)!.rows;

  /** @returns whether it opened; then everything must be there, and otherwise not a byte may have changed */
  async function tryOut(
    files: Files,
    what: string,
    logLength = files.get(LOG)?.length ?? 0,
  ): Promise<boolean> {
    const folder = folders.make(files);
    const database = folders.open(folder);
    const { problem } = database;
    if (problem === undefined) {
      expect([what, await contentOf(database)]).toEqual([what, contentAt(logLength)]);
      return true;
    }
    expect([what, problem.reason]).toEqual([
      what,
      expect.stringMatching(/^(damaged|not-a-database|foreign|newer)$/),
    ]);
    expect([what, sameBytes(filesOf(folder), files)]).toEqual([what, true]);
    return false;
  }

  it('is recovered whole after a crash', async () => {
    expect(crashed.get(LOG)!.length).toBeGreaterThan(10 * PAGE);
    expect(await tryOut(crashed, 'crash')).toBe(true);
    expect(await tryOut(clean, 'clean end')).toBe(true);
  });

  it('is refused when it ends at any page but its last', async () => {
    const whole = clean.get(FILE)!;
    for (let length = 0; length < whole.length; length += PAGE) {
      expect(await tryOut(new Map([...clean, [FILE, whole.subarray(0, length)]]), `cut to ${length}`)).toBe(
        false,
      );
    }
  });

  it('opens without loss or is refused unchanged, with any byte wrong or missing', async () => {
    const chance = seeded(20260301);
    const upTo = (end: number) => Math.floor(chance.next().value * end);
    let opened = 0;
    for (let variant = 0; variant < 240; variant++) {
      const before = variant % 3 === 0 ? clean : crashed;
      const name = variant % 3 === 2 ? LOG : FILE;
      const bytes = Buffer.from(before.get(name)!);
      const at = upTo(bytes.length);
      const cut = variant % 4 === 0;
      if (!cut) bytes[at]! ^= 1 << upTo(8);
      const files = new Map([...before, [name, cut ? bytes.subarray(0, at) : bytes]]);
      if (await tryOut(files, `variant ${variant}: ${cut ? 'cut' : 'flip'} ${name} at ${at}`)) opened++;
    }
    expect(opened).toBeGreaterThan(20);
    expect(opened).toBeLessThan(220);
  });

  it('opens without the last write when a crash cut off the log at any of its bytes', async () => {
    const log = crashed.get(LOG)!;
    const last = confirmed.at(-2)!.logLength;
    for (let length = last; length < log.length; length += 997) {
      const files = new Map([...crashed, [LOG, log.subarray(0, length)]]);
      expect(await tryOut(files, `log of ${length}`)).toBe(true);
    }
  });

  it('opens with a log that was extended by zeros before a power cut', async () => {
    const files = new Map([...crashed, [LOG, Buffer.concat([crashed.get(LOG)!, Buffer.alloc(3 * PAGE)])]]);
    expect(await tryOut(files, 'zeros')).toBe(true);
  });

  it('opens with a log that was extended before a power cut and filled up to any block', async () => {
    const log = crashed.get(LOG)!;
    for (let length = PAGE; length < log.length; length += PAGE) {
      const torn = Buffer.concat([log.subarray(0, length), Buffer.alloc(log.length - length)]);
      expect(await tryOut(new Map([...crashed, [LOG, torn]]), `filled to ${length}`, length)).toBe(true);
    }
  });

  it('is refused when a block of the log is zero and more data follows', async () => {
    const log = crashed.get(LOG)!;
    for (let at = PAGE; at < log.length - 2 * PAGE; at += PAGE) {
      const holed = Buffer.from(log).fill(0, at, at + PAGE);
      expect(await tryOut(new Map([...crashed, [LOG, holed]]), `hole at ${at}`)).toBe(false);
    }
  });

  it('opens with a log followed by frames of a former one, which another reader kept from being truncated', async () => {
    const log = crashed.get(LOG)!;
    const older = Buffer.from(log.subarray(32));
    for (let at = 0; at < older.length; at += PAGE + 24) {
      older.writeUInt32BE((older.readUInt32BE(at + 8) - 1) >>> 0, at + 8);
      older.writeUInt32BE(~older.readUInt32BE(at + 12) >>> 0, at + 12);
    }
    const files = new Map([...crashed, [LOG, Buffer.concat([log, older, Buffer.from('cut')])]]);
    expect(await tryOut(files, 'older frames')).toBe(true);
  });

  it('is refused when the beginning of the log is wiped, and opens when all of it is zero', async () => {
    const log = Buffer.from(crashed.get(LOG)!).fill(0, 0, 32);
    expect(await tryOut(new Map([...crashed, [LOG, log]]), 'wiped')).toBe(false);
    const folder = folders.make(new Map([...clean, [LOG, Buffer.alloc(3 * PAGE)]]));
    expect(await contentOf(folders.open(folder))).toBe(contentAt(0));
  });

  it('is refused when any byte of the log is wrong', async () => {
    const log = crashed.get(LOG)!;
    for (let at = 0; at < log.length; at += 2477) {
      const bytes = Buffer.from(log);
      bytes[at]! ^= 0x10;
      expect(await tryOut(new Map([...crashed, [LOG, bytes]]), `log at ${at}`)).toBe(false);
    }
  });
});

const sameBytes = (some: Files, others: Files): boolean =>
  [...others.keys()].sort().join() === [...some.keys()].join() &&
  [...some].every(([name, bytes]) => bytes.equals(others.get(name)!));
