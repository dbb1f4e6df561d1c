import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { makeCourseOf } from '../../../../test/harness/probe-readings.js';
import { KnownThermometers } from '../../../thermometers/registry/known-thermometers.js';
import { HOUR } from '../places.js';
import { SeriesAccess } from '../series-access.js';
import { SeriesRetention } from '../series-retention.js';
import { SqlProbeSeries } from '../sql-probe-series.js';
import { ProbeReadingsService, type ProbeCurve } from './probe-readings.service.js';

const DAY = 24 * HOUR;

describe('The curve of a span whose raw readings were deleted in part', () => {
  const folder = mkdtempSync(join(tmpdir(), 'coddle-curves-'));
  const clock = new DrivenClock();
  const access = new SeriesAccess(folder, clock);
  const series = new SqlProbeSeries(access, clock);
  const retention = new SeriesRetention(access, clock);
  const service = new ProbeReadingsService(series, new KnownThermometers(clock), clock);
  const now = clock.now().getTime();
  beforeAll(async () => {
    retention.onModuleInit();
    const old = makeCourseOf(720, 10_000, now - 40 * DAY);
    await series.append([...old, ...makeCourseOf(10, 10_000, now - HOUR)]);
    await clock.elapse(10 * 60_000);
  });
  afterAll(async () => {
    retention.onModuleDestroy();
    await series.onApplicationShutdown();
    rmSync(folder, { recursive: true });
  });

  const countOf = ({ points }: ProbeCurve) => points.reduce((sum, { count }) => sum + count, 0);

  it('has what was folded of them, however few raw readings are left', async () => {
    expect(countOf(await service.curve('probe-1', { from: now - 41 * DAY, to: now }, 300))).toBe(730);
    expect(countOf(await service.everyReading('probe-1', { from: now - 41 * DAY, to: now }, 1_000))).toBe(
      730,
    );
  });

  it('has every reading where none was deleted', async () => {
    const curve = await service.curve('probe-1', { from: now - DAY, to: now }, 300);
    expect([curve.width, countOf(curve)]).toEqual([0, 10]);
    const every = await service.everyReading('probe-1', { from: now - DAY, to: now }, 10);
    expect([every.width, countOf(every)]).toEqual([0, 10]);
  });
});
