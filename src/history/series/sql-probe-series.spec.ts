import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaughtLog } from '../../../test/harness/caught-log.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { makeCourseOf, makeReading, NOON } from '../../../test/harness/probe-readings.js';
import type { ProbeReading } from '../../thermometers/thermometer.js';
import { sizeOf, SqliteFile } from '../../storage/sqlite-file.js';
import { HOUR } from './places.js';
import { SeriesAccess } from './series-access.js';
import { SqlProbeSeries } from './sql-probe-series.js';

const root = mkdtempSync(join(tmpdir(), 'coddle-series-'));
const closing: SqlProbeSeries[] = [];
let made = 0;

const newFolder = () => join(root, String(made++));

function open(folder = newFolder(), clock = new DrivenClock()) {
  const access = new SeriesAccess(folder, clock);
  const series = new SqlProbeSeries(access, clock);
  closing.push(series);
  const append = async (readings: readonly ProbeReading[]) => {
    let isDone = false;
    const done = series.append(readings).finally(() => (isDone = true));
    done.catch(() => undefined);
    while (!isDone) {
      await clock.elapse(50);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return done;
  };
  return { folder, access, series, clock, append };
}

afterEach(async () => {
  for (const series of closing.splice(0)) await series.onApplicationShutdown();
});
afterAll(() => rmSync(root, { recursive: true }));

const isMade = (folder: string) => existsSync(join(folder, 'readings.db'));

describe('The series of probe readings', () => {
  it('makes its file at the first reading, and reads nothing of none', async () => {
    const { folder, series, append } = open();
    expect(await series.raw('probe-1', 0, NOON)).toEqual([]);
    expect(await series.folded('probe-1', 0, NOON, 300)).toEqual([]);
    expect(await series.knows('probe-1')).toBe(false);
    expect(isMade(folder)).toBe(false);
    await append([makeReading()]);
    expect(isMade(folder)).toBe(true);
    expect(await series.knows('probe-1')).toBe(true);
    expect(await series.knows('probe-2')).toBe(false);
  });

  it('says that it is unavailable where a query finds the file damaged', async () => {
    const { access, series, append } = open();
    await append([makeReading()]);
    jest.spyOn(access.use().tables, 'ids').mockImplementation(() => {
      throw Object.assign(new Error('database disk image is malformed'), { rawCode: 11 });
    });
    const unavailable = { code: 'STORAGE_UNAVAILABLE', reason: 'damaged' };
    await expect(series.raw('probe-1', 0, NOON + 1)).rejects.toMatchObject(unavailable);
    await expect(series.folded('probe-1', 0, NOON + 1, 300)).rejects.toMatchObject(unavailable);
  });

  it('gives back readings as they were, up to a limit, until before the end', async () => {
    const { series, append } = open();
    const readings = [
      makeReading(),
      makeReading({ at: NOON + 1, celsius: null }),
      makeReading({ at: NOON + 2, late: true }),
    ];
    await append(readings.toReversed());
    expect(await series.raw('probe-1', NOON, NOON + HOUR)).toEqual(readings);
    expect(await series.raw('probe-1', NOON, NOON + 2)).toEqual(readings.slice(0, 2));
    expect(await series.raw('probe-1', NOON + 1, NOON + HOUR, 1)).toEqual(readings.slice(1, 2));
  });

  it('folds a span to about as many buckets as asked for', async () => {
    const { series, append } = open();
    await append(makeCourseOf(8_640));
    const day = await series.folded('probe-1', NOON, NOON + 24 * HOUR, 300);
    expect(day).toHaveLength(288);
    expect(day[0]).toMatchObject({ at: NOON, count: 30, late: false });
    const readings = (await series.raw('probe-1', NOON, NOON + 300_000)).map(({ celsius }) => celsius!);
    expect(day[0]).toMatchObject({
      min: Math.min(...readings),
      max: Math.max(...readings),
      last: readings.at(-1),
      mean: expect.closeTo(readings.reduce((sum, each) => sum + each, 0) / readings.length, 9) as number,
    });
    const part = await series.folded('probe-1', NOON + 90_000, NOON + 24 * HOUR, 300);
    expect(part[0]).toMatchObject({ at: NOON + 90_000, count: 21 });
  });

  it('writes the first reading at once, and those of the next half second together', async () => {
    const { series, clock } = open();
    await series.append([makeReading()]);
    const written: number[] = [];
    const others = [1, 2].map((index) =>
      series.append([makeReading({ at: NOON + index })]).then(() => written.push(index)),
    );
    await clock.elapse(499);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(written).toEqual([]);
    await clock.elapse(1);
    await Promise.all(others);
    await series.append([makeReading({ at: NOON + 3 })].concat(makeCourseOf(300)));
    expect(await series.raw('probe-1', NOON, NOON + HOUR)).toHaveLength(303);
  });

  it('writes what waits when the server shuts down', async () => {
    const { folder, series } = open();
    await series.append([makeReading()]);
    const waiting = series.append([makeReading({ at: NOON + 1 })]);
    await series.onApplicationShutdown();
    await waiting;
    expect(sizeOf(join(folder, 'readings.db-wal'))).toBe(0);
    expect(await open(folder).series.raw('probe-1', NOON, NOON + HOUR)).toHaveLength(2);
    await expect(series.append([makeReading()])).rejects.toThrow('shutting down');
  });

  it.each([
    ['no database', Buffer.from('hello'.repeat(100))],
    ['a database of another program', foreign()],
  ])('sets %s aside, says so, and begins a new file', async (_, bytes) => {
    const log = CaughtLog.take();
    const folder = newFolder();
    const { access, series, append } = open(folder);
    await append([makeReading()]);
    await series.onApplicationShutdown();
    writeFileSync(join(folder, 'readings.db'), bytes);
    const again = open(folder);
    await again.append([makeReading({ at: NOON + 1 })]);
    expect(await again.series.raw('probe-1', NOON, NOON + HOUR)).toHaveLength(1);
    const [aside] = again.access.state.setAside;
    expect(aside).toMatch(/^readings\.db\.damaged-20260301T12\d{4}Z$/);
    expect(readFileSync(join(folder, aside!))).toEqual(bytes);
    expect(log.at('error')).toEqual([expect.stringContaining(aside!)]);
    expect(access.state.setAside).toEqual([]);
  });

  it('names a block with a wrong byte, reads the others, and folds that hour from its minutes', async () => {
    const log = CaughtLog.take();
    const { folder, series, append } = open();
    await append(makeCourseOf(4 * 360));
    const before = await series.folded('probe-1', NOON, NOON + 4 * HOUR, 240);
    await series.onApplicationShutdown();
    damage(join(folder, 'readings.db'), 'readings', 1);
    const again = open(folder);
    expect(await again.series.raw('probe-1', NOON, NOON + 4 * HOUR)).toHaveLength(3 * 360);
    expect(log.at('error')).toEqual([expect.stringMatching(/probe-1 from 2026-03-01T13:00:00.000Z/)]);
    expect(again.access.state.damagedBlocks).toBe(1);
    expect(await again.series.folded('probe-1', NOON, NOON + 4 * HOUR, 240)).toEqual(before);
    // What comes late for that hour does not replace the block.
    await again.append([makeReading({ at: NOON + HOUR + 5, late: true })]);
    expect(await again.series.raw('probe-1', NOON, NOON + 4 * HOUR)).toHaveLength(3 * 360 + 1);
    expect(log.at('error')).toHaveLength(1);
  });

  it.each(['minutes', 'fives', 'quarters', 'hours'])(
    'folds as before when a block of %s has a wrong byte',
    async (table) => {
      CaughtLog.take();
      const { folder, series, append } = open();
      await append(makeCourseOf(30 * 360));
      const fold = (of: SqlProbeSeries, points: number) =>
        of.folded('probe-1', NOON, NOON + 30 * HOUR, points);
      const before = await Promise.all([30, 120, 360, 1800].map((points) => fold(series, points)));
      await series.onApplicationShutdown();
      damage(join(folder, 'readings.db'), table, 0);
      const again = open(folder);
      expect(await Promise.all([30, 120, 360, 1800].map((points) => fold(again.series, points)))).toEqual(
        before,
      );
      expect(again.access.state.damagedBlocks).toBe(1);
    },
  );
});

function foreign(): Buffer {
  const path = join(root, 'foreign.db');
  const file = new SqliteFile(path);
  file.exec('CREATE TABLE other (id INTEGER)');
  file.close();
  return readFileSync(path);
}

/** Flips a bit in the block of a table with this position. */
function damage(path: string, table: string, position: number): void {
  const file = new SqliteFile(path);
  const [row] = file.prepare(`SELECT id, content FROM ${table} ORDER BY id LIMIT 1 OFFSET ?`).all([position]);
  const { id, content } = row as { id: number; content: ArrayBuffer };
  const bytes = Buffer.from(content);
  bytes[bytes.length >> 1]! ^= 4;
  file.prepare(`UPDATE ${table} SET content = ? WHERE id = ?`).run([bytes, id]);
  file.close();
}
