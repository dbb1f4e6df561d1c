import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyReadings, makeCourseOf, makeReading, NOON } from '../../../test/harness/probe-readings.js';
import { celsius } from '../../shared/units.js';
import type { ProbeReading } from '../../thermometers/thermometer.js';
import { Fold, type Aggregate } from './blocks/aggregate.js';
import { uniteReadings } from './blocks/united-readings.js';
import { OpenSeries } from './open-series.js';
import { HOUR } from './places.js';
import type { DamagedPlace } from './series-blocks.js';
import { openSeriesFile } from './series-file.js';

const folder = mkdtempSync(join(tmpdir(), 'coddle-series-'));
const opened: OpenSeries[] = [];
let made = 0;

function open(path = join(folder, `${made++}.db`), damage: DamagedPlace[] = []): OpenSeries {
  const series = new OpenSeries(openSeriesFile(path), (place) => damage.push(place));
  opened.push(series);
  return series;
}

afterEach(() => {
  for (const { opened: file } of opened.splice(0)) file.file.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const EVERYTHING = { from: 0, to: NOON + 10_000 * HOUR };

const spanOf = (series: OpenSeries, probeId: string, { from, to } = EVERYTHING) =>
  series.clipped({ series: series.numberOf(probeId) ?? -1, from, to });

const contentOf = (series: OpenSeries, probeId: string, range = EVERYTHING) => {
  const span = spanOf(series, probeId, range);
  return span === undefined ? [] : [...series.reading.raw(span)].flat();
};

function foldOf(series: OpenSeries, width: number, range = EVERYTHING): readonly Aggregate[] {
  const span = spanOf(series, 'probe-1', range);
  if (span === undefined) return [];
  const work = series.reading.folded(span, width);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

const expected = (readings: readonly ProbeReading[], probeId: string, { from, to } = EVERYTHING) =>
  uniteReadings(
    readings
      .filter((reading) => reading.probeId === probeId && reading.at >= from && reading.at < to)
      .map(({ at, receivedAt, celsius: value, late }) => ({
        at,
        receivedAt,
        milli: value === null ? null : Math.round(value * 1000) || 0,
        late,
      })),
  );

function expectedFold(readings: readonly ProbeReading[], width: number, range = EVERYTHING) {
  const fold = new Fold(width);
  for (const reading of expected(readings, 'probe-1', range)) fold.addReading(reading);
  return fold.aggregates.map(plain);
}

const plain = ({ at, min, max, sum, last, count, late }: Aggregate) => ({
  at,
  min,
  max,
  sum,
  last,
  count,
  late,
});

function writeInBatches(series: OpenSeries, readings: readonly ProbeReading[], size: number): void {
  for (let from = 0; from < readings.length; from += size) series.write(readings.slice(from, from + size));
}

describe('The file of readings', () => {
  it('has the same content for any order of any batches, with repeats', () => {
    fc.assert(
      fc.property(anyReadings(), fc.integer({ min: 1, max: 20 }), (readings, size) => {
        const series = open();
        writeInBatches(series, readings, size);
        writeInBatches(series, readings.toReversed().slice(0, 10), 3);
        for (const probe of ['probe-1', 'probe-2']) {
          expect(contentOf(series, probe)).toEqual(expected(readings, probe));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('folds any span to any width as its raw readings fold', () => {
    const width = fc.constantFrom(
      1000,
      10_000,
      60_000,
      300_000,
      600_000,
      900_000,
      3_600_000,
      10_800_000,
      86_400_000,
    );
    const offset = fc.integer({ min: 0, max: 61 * HOUR });
    const batches = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(anyReadings(), batches, width, offset, offset, (readings, size, width, one, other) => {
        const series = open();
        writeInBatches(series, readings, size);
        const range = { from: NOON + Math.min(one, other), to: NOON + Math.max(one, other) + 1 };
        expect(foldOf(series, width).map(plain)).toEqual(expectedFold(readings, width));
        expect(foldOf(series, width, range).map(plain)).toEqual(expectedFold(readings, width, range));
      }),
      { numRuns: 60 },
    );
  });

  it('merges a whole course, hour by hour, and reads it after it was opened again', () => {
    const path = join(folder, 'again.db');
    const course = makeCourseOf(5_000);
    const first = open(path);
    writeInBatches(first, course, 7);
    const check = (series: OpenSeries) => {
      expect(contentOf(series, 'probe-1')).toEqual(expected(course, 'probe-1'));
      for (const width of [60_000, 900_000, 3_600_000]) {
        expect(foldOf(series, width).map(plain)).toEqual(expectedFold(course, width));
      }
    };
    check(first);
    first.opened.file.close();
    const second = open(path);
    expect(second.pending.hoursOf(1)).toHaveLength(1);
    check(second);
  });

  it('rebuilds what was folded when late readings come, and keeps their mark', () => {
    const series = open();
    const course = makeCourseOf(1_000);
    series.write(course.filter((_, index) => index % 3 !== 0));
    const late = course.filter((_, index) => index % 3 === 0).map((reading) => ({ ...reading, late: true }));
    writeInBatches(series, late.toReversed(), 50);
    const all = [...course.filter((_, index) => index % 3 !== 0), ...late];
    expect(contentOf(series, 'probe-1')).toEqual(expected(all, 'probe-1'));
    expect(foldOf(series, 3_600_000).map(plain)).toEqual(expectedFold(all, 3_600_000));
    expect(foldOf(series, 3_600_000).every((hour) => hour.late)).toBe(true);
  });

  it('bridges no gap, and counts no reading without a value', () => {
    const series = open();
    series.write([
      makeReading(),
      makeReading({ at: NOON + 10_000, celsius: null }),
      makeReading({ at: NOON + 20_000, celsius: celsius(NaN) }),
      makeReading({ at: NOON + 5 * HOUR, celsius: celsius(0) }),
    ]);
    expect(contentOf(series, 'probe-1').map(({ milli }) => milli)).toEqual([20_000, null, null, 0]);
    expect(foldOf(series, 60_000).map(({ at, count, min }) => [at - NOON, count, min])).toEqual([
      [0, 1, 20_000],
      [5 * HOUR, 1, 0],
    ]);
  });

  it('takes no reading of an impossible instant, and the others with it', () => {
    const series = open();
    series.write([
      makeReading({ at: NaN }),
      makeReading({ at: -1 }),
      makeReading({ at: 1e15 }),
      makeReading(),
    ]);
    expect(contentOf(series, 'probe-1')).toHaveLength(1);
  });

  it('binds numbers as integers: one series does not reach into the next', () => {
    const series = open();
    for (let probe = 1; probe <= 12; probe++) series.write(makeCourseOf(400, 10_000, NOON, `probe-${probe}`));
    const types = series.opened.file
      .prepare('SELECT DISTINCT typeof(id) AS type FROM readings UNION SELECT typeof(hour) FROM chunks')
      .all();
    expect(types).toMatchObject([{ type: 'integer' }]);
    for (let probe = 1; probe <= 12; probe++) expect(contentOf(series, `probe-${probe}`)).toHaveLength(400);
    expect(foldOf(series, 900_000)).toHaveLength(5);
  });
});
