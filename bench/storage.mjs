import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

const BUILD = resolve(import.meta.dirname, '../build');
const WRITES = 300;
const CURVES = 60;

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;
const BEGIN = Date.parse('2026-01-01T00:00:00Z');
/** A reading every two seconds while the cooker cooks and every minute while it does not, written as the server does it. */
const COOKING = { every: 2 * SECOND, together: 30, mode: 'cooking', targetCenti: 6050 };
const IDLE = { every: 60 * SECOND, together: 15, mode: 'idle', targetCenti: null };
const COOK_OF_A_DAY = DAY / 6;
const KEPT_WHOLE = 30 * DAY;
const YEAR = 365;
const SOME_DAYS = 45;
const MORE_DAYS = 60;

export const percentile = (times, share) =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length * share)];

/** Milliseconds of each of `count` runs, one after the other. */
async function timed(count, run) {
  const times = [];
  for (let turn = 0; turn < count; turn++) {
    const begun = performance.now();
    await run(turn);
    times.push(performance.now() - begun);
    await nextTurn();
  }
  return times;
}

/** What it costs to keep things: a command before it is sent, the curve of a day, the disk that a year takes. */
export async function storage() {
  return [...(await within(writes)), ...(await within(curve)), ...(await year())];
}

/** Runs `measure` with stores in an empty folder. */
export async function within(measure) {
  const [
    { Database },
    { SqlJournalStore },
    { SqlReadingRepository },
    { SqlCookRecordRepository },
    { SystemClock },
  ] = await Promise.all(
    [
      'storage/database.js',
      'storage/sql-journal-store.js',
      'history/readings/sql-reading.repository.js',
      'cooking/record/sql-cook-record.repository.js',
      'shared/clock.js',
    ].map((file) => import(join(BUILD, file))),
  );
  const folder = mkdtempSync(join(tmpdir(), 'coddle-bench-'));
  const database = new Database(folder, new SystemClock());
  try {
    const stores = {
      journal: new SqlJournalStore(database),
      readings: new SqlReadingRepository(database),
      cooks: new SqlCookRecordRepository(database),
      folder,
    };
    return await measure(stores, async () => {
      await database.onApplicationShutdown();
      return statSync(join(folder, 'coddle.db')).size;
    });
  } finally {
    await database.onApplicationShutdown();
    rmSync(folder, { recursive: true });
  }
}

async function writes({ journal }) {
  const times = await timed(WRITES, (turn) => journal.intend(entryOf(turn), callOf(turn)));
  return [
    { name: 'a command is written durably, ms (median)', ours: percentile(times, 0.5), mostOurs: 3 },
    { name: '  (p99)', ours: percentile(times, 0.99) },
  ];
}

async function curve({ readings }) {
  await writeDay(readings, 'cook-1');
  const times = await timed(CURVES, () => readings.courseOfCook('cook-1'));
  return [
    { name: 'the 43,200 readings of a day are read, ms (p95)', ours: percentile(times, 0.95), mostOurs: 50 },
  ];
}

/** 43,200 readings of one cook. @returns when it began and ended */
export async function writeDay(readings, cookId) {
  const [from, to] = [BEGIN, BEGIN + DAY];
  await write(readings, COOKING, { cookId, from, to });
  return { from, to };
}

/** What the days of a year add is known after a few, once the first are kept as minutes only. */
async function year() {
  const [some, more] = [await within(days(SOME_DAYS)), await within(days(MORE_DAYS))];
  const each = (more - some) / (MORE_DAYS - SOME_DAYS);
  return [{ name: 'a year on disk, MB', ours: (more + each * (YEAR - MORE_DAYS)) / 1e6, mostOurs: 100 }];
}

/** One cooker that is used for four hours every day; how many bytes it takes. */
const days =
  (count) =>
  async ({ journal, readings }, close) => {
    for (let day = 0; day < count; day++) {
      const from = BEGIN + day * DAY;
      await journal.appendAll(Array.from({ length: 8 }, () => entryOf(day)));
      await write(readings, COOKING, { cookId: `cook-${day}`, from, to: from + COOK_OF_A_DAY });
      await write(readings, IDLE, { cookId: null, from: from + COOK_OF_A_DAY, to: from + DAY });
      while ((await readings.rollUp(from - KEPT_WHOLE)) > 0) await nextTurn();
    }
    return close();
  };

async function write(readings, { every, together, mode, targetCenti }, { cookId, from, to }) {
  for (let begin = from; begin < to; begin += every * together) {
    const moments = Array.from({ length: together }, (_, index) => begin + index * every);
    await readings.append(
      moments.map((moment) => ({
        cookerId: 'bench-cooker',
        cookId,
        // The cloud is never quite on time, and the water never quite still.
        at: moment + Math.floor(Math.random() * 200),
        waterCenti: 6050 + Math.floor(Math.random() * 9) - 4,
        targetCenti,
        mode,
        remainingSeconds: targetCenti === null ? null : (to - moment) / SECOND,
      })),
    );
  }
}

const entryOf = (turn) => ({
  at: BEGIN + turn,
  commandId: `command-${turn}`,
  cookerId: 'bench-cooker',
  kind: 'start',
  stage: 'intended',
  // As long as a plan with its verdict.
  content: { requestedBy: 'bench', plan: { target: 60.5, hold: 90 }, verdict: 'x'.repeat(2_000) },
});

const callOf = (turn) => ({
  requestId: `request-${turn}`,
  bodyHash: 'x'.repeat(64),
  cookId: null,
  status: null,
  body: null,
  at: BEGIN + turn,
});
