import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaughtLog } from '../../../test/harness/caught-log.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { makeCourseOf, makeReading } from '../../../test/harness/probe-readings.js';
import { HOUR } from './places.js';
import { SeriesAccess } from './series-access.js';
import { SeriesRetention } from './series-retention.js';
import { SqlProbeSeries } from './sql-probe-series.js';

const DAY = 24 * HOUR;
const MINUTE = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'coddle-series-'));
let made = 0;
let close: () => Promise<void>;

function open() {
  const clock = new DrivenClock();
  const access = new SeriesAccess(join(folder, String(made++)), clock);
  const series = new SqlProbeSeries(access, clock);
  const retention = new SeriesRetention(access, clock);
  retention.onModuleInit();
  close = async () => {
    retention.onModuleDestroy();
    await series.onApplicationShutdown();
  };
  return { clock, access, series, now: clock.now().getTime(), retention };
}

afterEach(() => close());
afterAll(() => rmSync(folder, { recursive: true }));

describe('The retention of probe readings', () => {
  it('keeps raw readings for 30 days, those of a session for ever, and what was folded of all', async () => {
    const { clock, series, now } = open();
    const from = now - 34 * DAY;
    await series.append(makeCourseOf(6 * 360, 10_000, from));
    await series.append(makeCourseOf(360, 10_000, now - 29 * DAY));
    await series.append(makeCourseOf(400, 10_000, from, 'probe-2'));
    await series.keep('probe-1', from + 2 * HOUR + 1, from + 3 * HOUR - 1);
    const fold = () => series.folded('probe-1', from, now, 2_000);
    const before = await fold();
    await clock.elapse(10 * MINUTE);
    expect(await series.raw('probe-1', from, now - 30 * DAY)).toHaveLength(360);
    expect((await series.raw('probe-1', from, now))[0]?.at).toBe(from + 2 * HOUR);
    expect(await series.raw('probe-1', now - 30 * DAY, now)).toHaveLength(360);
    expect(await series.raw('probe-2', from, now)).toEqual([]);
    expect(await fold()).toEqual(before);
  });

  it('keeps a session without an end, until it has one', async () => {
    const { clock, series, now } = open();
    const from = now - 40 * DAY;
    await series.append(makeCourseOf(4 * 360, 10_000, from));
    await series.keep('probe-1', from + HOUR, null);
    await clock.elapse(10 * MINUTE);
    expect(await series.raw('probe-1', from, now)).toHaveLength(3 * 360);
    await series.keep('probe-1', from + HOUR, from + 2 * HOUR - 1);
    await clock.elapse(HOUR + MINUTE);
    expect(await series.raw('probe-1', from, now)).toHaveLength(360);
  });

  it('fills empty minutes with what comes late for a time whose raw readings are gone, and repeats nothing', async () => {
    const { clock, series, now } = open();
    const from = now - 40 * DAY;
    const course = makeCourseOf(360, 10_000, from);
    const atFirst = course.filter(({ at }) => at < from + 10 * MINUTE || at >= from + 20 * MINUTE);
    await series.append([...atFirst, makeReading({ at: from + HOUR })]);
    await clock.elapse(10 * MINUTE);
    expect(await series.raw('probe-1', from, now)).toEqual([]);
    await series.append(course);
    const hour = await series.folded('probe-1', from, from + HOUR, 1);
    expect(hour).toMatchObject([{ count: 360 }]);
  });

  it('merges what waits, and goes on after a failure, which it names once', async () => {
    const log = CaughtLog.take();
    const { clock, access, series, now } = open();
    await series.append([makeReading({ at: now - 5 * HOUR })]);
    expect(access.use().pending.before(now)).toHaveLength(1);
    const failing = jest.spyOn(access, 'write').mockImplementation(() => {
      throw new Error('the disk is busy');
    });
    await clock.elapse(3 * HOUR);
    expect(log.at('warn')).toEqual([expect.stringContaining('the disk is busy')]);
    failing.mockRestore();
    await clock.elapse(HOUR);
    expect(access.use().pending.before(now)).toEqual([]);
    expect(await series.raw('probe-1', now - 6 * HOUR, now)).toHaveLength(1);
  });
});
