import { celsius } from '../../../src/shared/units.js';
import { ProbeSeries } from '../../../src/thermometers/probe-series.js';
import { ThermometerSink } from '../../../src/thermometers/thermometer-sink.js';
import type { ProbeReading } from '../../../src/thermometers/thermometer.js';
import { makeThermometerFacts } from '../../harness/thermometer-facts.js';
import { makeCourseOf, makeReading } from '../../harness/probe-readings.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const PROBE = 'thermoworks-a1-1';
const PATH = `/thermometers/${PROBE}/readings`;
const HOUR = 3_600_000;

interface Point {
  readonly at: string;
  readonly temperature_celsius: number | null;
  readonly min_celsius: number | null;
  readonly max_celsius: number | null;
  readonly readings: number;
  readonly late: boolean;
}
interface Curve {
  readonly from: string;
  readonly to: string;
  readonly resolution_seconds: number | null;
  readonly readings: readonly Point[];
}

let testApp: TestApp;
beforeEach(async () => {
  testApp = await startTestApp();
});
afterEach(() => testApp.close());

const now = () => testApp.clock.now().getTime();
const iso = (at: number) => new Date(at).toISOString();
const curve = async (query = '') => (await testApp.api.get<Curve>(PATH + query)).body;

/** More than 200 at once are written without a pause. */
const append = (readings: readonly ProbeReading[]) => testApp.app.get(ProbeSeries).append(readings);

describe('The readings of a probe', () => {
  it('are those of the last day, folded, with a gap where none came', async () => {
    const begin = now() - 20 * HOUR;
    const course = makeCourseOf(20 * 360, 10_000, begin, PROBE);
    await append(course.filter(({ at }) => at < begin + 5 * HOUR || at >= begin + 7 * HOUR));
    const { from, to, resolution_seconds, readings } = await curve();
    expect({ from, to, resolution_seconds }).toEqual({
      from: iso(now() - 24 * HOUR),
      to: iso(now()),
      resolution_seconds: 300,
    });
    expect(readings.length).toBe(18 * 12 + 1);
    expect(readings.filter(({ temperature_celsius: value }) => value === null)).toEqual([
      {
        at: iso(begin + 5 * HOUR),
        temperature_celsius: null,
        min_celsius: null,
        max_celsius: null,
        readings: 0,
        late: false,
      },
    ]);
    expect(readings[0]).toMatchObject({ at: iso(begin), readings: 30, late: false });
    expect(readings[0]!.min_celsius!).toBeLessThan(readings[0]!.max_celsius!);
  });

  it('are the raw ones where there are few, late ones marked', async () => {
    const readings = [
      makeReading({ probeId: PROBE, at: now() - 60_000, celsius: celsius(52.44) }),
      makeReading({ probeId: PROBE, at: now() - 50_000, celsius: null }),
      makeReading({ probeId: PROBE, at: now() - 40_000, celsius: celsius(52.5), late: true }),
    ];
    await append(readings);
    const found = await curve();
    expect(found.resolution_seconds).toBeNull();
    expect(found.readings.map((point) => [point.at, point.temperature_celsius, point.late])).toEqual([
      [iso(now() - 60_000), 52.44, false],
      [iso(now() - 50_000), null, false],
      [iso(now() - 40_000), 52.5, true],
    ]);
  });

  it('come as CSV by the parameter or the header, every reading or folded', async () => {
    await append(makeCourseOf(360, 10_000, now() - HOUR, PROBE));
    const { text, headers } = await testApp.api.get(`${PATH}?format=csv`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = text.split('\r\n');
    expect(lines).toHaveLength(362);
    expect(lines.slice(0, 2)).toEqual([
      'time_utc,temperature_celsius,min_celsius,max_celsius,readings,late',
      `${iso(now() - HOUR)},20.00,,,1,no`,
    ]);
    const folded = await testApp.api.get(`${PATH}?from=${iso(now() - HOUR)}&points=6`, {
      accept: 'text/csv',
    });
    expect(folded.text.split('\r\n')).toHaveLength(8);
    expect(folded.text).toContain(`${iso(now() - HOUR)},`);
  });

  it('are none for a probe that is known and silent, and 404 for one that is not', async () => {
    testApp.app.get(ThermometerSink).seen(makeThermometerFacts());
    expect((await curve()).readings).toEqual([]);
    const { status, body } = await testApp.api.get('/thermometers/other-1/readings');
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: 'PROBE_NOT_FOUND' });
  });

  it.each([
    ['from=2026-03-01T12:00:00Z&to=2026-03-01T12:00:00Z', 'from must be before to'],
    ['from=2026-03-01T12:00:00', 'from must be an instant with its offset'],
    ['to=yesterday', 'to must be an instant with its offset'],
    ['points=1', 'points must be a whole number from 2 to 2000'],
    ['points=2001', 'points must be a whole number from 2 to 2000'],
    ['format=xml', 'format must be'],
  ])('refuse %s in a sentence', async (query, sentence) => {
    const { status, body } = await testApp.api.get(`${PATH}?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: 'VALIDATION_ERROR' });
    expect(body['message']).toContain(sentence);
  });

  it('take an offset with a plus sign, escaped or not', async () => {
    await append([makeReading({ probeId: PROBE, at: now() - 60_000 })]);
    for (const sign of ['+', '%2B']) {
      const { from, readings } = await curve(`?from=2026-03-01T12:30:00${sign}01:00`);
      expect([from, readings.length]).toEqual(['2026-03-01T11:30:00.000Z', 1]);
    }
  });

  it('are still there after a crash', async () => {
    await append(makeCourseOf(360, 10_000, now() - HOUR, PROBE));
    const again = await testApp.crash();
    const { readings } = (await again.api.get<Curve>(PATH)).body;
    expect(readings.reduce((sum, point) => sum + point.readings, 0)).toBe(360);
    await again.close();
    testApp = await startTestApp();
  });
});
