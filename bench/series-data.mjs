import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const BUILD = resolve(import.meta.dirname, '../build');
export const PROBES = 10;
/** Milliseconds between two readings of a probe. */
export const EVERY = 10_000;
export const DAY = 24 * 3600 * 1000;
export const BEGIN = Date.parse('2026-01-01T00:00:00Z');

/** Numbers from 0 to 1, the same at every run. */
let state = 20_260_101;
const chance = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
/** Nearly normal noise with a deviation of 1. */
const noise = () => (chance() + chance() + chance() - 1.5) * 2;

/** What the probes of a household measure, in °C at an hour of the year: cores, an oven, a smoker, a refrigerator. */
const COURSES = [
  (hour) => 5 + 60 * (1 - Math.exp(-(hour % 12) / 3)),
  (hour) => 180 + 8 * Math.sin(hour * 9),
  (hour) => 110 + 12 * Math.sin(hour * 2.1) + 4 * Math.sin(hour * 17),
  (hour) => 4 + 1.5 * Math.sin(hour * 3.3),
];

export const probeOf = (index) => `bench-${index}`;

/** The readings of a probe for some days: sensors of 0.1 °C with noise, clocks and networks that are never quite on time. */
export function readingsOf(index, day, days = 1) {
  const course = COURSES[index % COURSES.length];
  return Array.from({ length: (days * DAY) / EVERY }, (_, turn) => {
    const planned = BEGIN + day * DAY + turn * EVERY + index * 137;
    const at = planned + Math.floor(chance() * 60);
    return {
      probeId: probeOf(index),
      at,
      receivedAt: at + 200 + Math.floor(chance() * 100),
      celsius: Math.round(10 * (course((planned - BEGIN) / 3_600_000) + 0.12 * noise())) / 10,
      late: false,
    };
  });
}

/** The store in an empty folder, which is deleted at the end. */
export async function withStore(measure) {
  const [{ SqlProbeSeries }, { SeriesAccess }, { SystemClock }] = await Promise.all(
    ['history/series/sql-probe-series.js', 'history/series/series-access.js', 'shared/clock.js'].map(
      (file) => import(join(BUILD, file)),
    ),
  );
  const folder = mkdtempSync(join(tmpdir(), 'coddle-bench-series-'));
  const clock = new SystemClock();
  const open = () => new SqlProbeSeries(new SeriesAccess(folder, clock), clock);
  try {
    return await measure({ open, folder, size: () => statSync(join(folder, 'readings.db')).size });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A plain table of series, time and value in the same database, with prepared statements. */
export class PlainTable {
  static async open(folder) {
    const { default: Libsql } = await import('libsql');
    return new PlainTable(new Libsql(join(folder, 'plain.db')), join(folder, 'plain.db'));
  }

  constructor(database, path) {
    this.database = database;
    this.path = path;
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -2000');
    database.exec('CREATE TABLE plain (series INTEGER NOT NULL, time INTEGER NOT NULL, value REAL)');
    this.insert = database.prepare('INSERT INTO plain VALUES (?, ?, ?)');
  }

  /** Writes readings in one transaction; the numbers as integers. */
  write(readings) {
    this.database.exec('BEGIN');
    for (const { probeId, at, celsius } of readings) {
      this.insert.run([BigInt(probeId.slice(6)), BigInt(at), celsius]);
    }
    this.database.exec('COMMIT');
  }

  get size() {
    this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return statSync(this.path).size;
  }

  index() {
    this.database.exec('CREATE INDEX plain_by_time ON plain (series, time)');
    this.query = this.database.prepare(
      `SELECT time / ? * ? AS at, min(value) AS min, max(value) AS max, avg(value) AS mean, count(*) AS count
       FROM plain WHERE series = ? AND time >= ? AND time < ? GROUP BY at ORDER BY at`,
    );
  }

  folded(index, from, to, width) {
    return this.query.all([width, width, index, from, to].map(BigInt));
  }

  close() {
    this.database.close();
  }
}
