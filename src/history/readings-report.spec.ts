import { makeCourse, makeStoredReading } from '../../test/harness/stored.js';
import { toCurve } from './cook-curve.js';
import { pointsOf, readingsCsv, readingsJson, reportReadings } from './readings-report.js';

/** Readings whose text is as long as it can be. */
const LONG = toCurve(
  Array.from({ length: 200 }, (_, index) =>
    makeStoredReading({
      at: index * 2_000,
      waterCenti: 6_001 + (index % 50) * 11,
      targetCenti: 6_555,
      mode: 'preheating',
      remainingSeconds: 359_940,
    }),
  ),
);

describe('pointsOf', () => {
  it('holds what is requested, up to the limit of one response', () => {
    expect(pointsOf('json', 5_000)).toBe(5_000);
    expect(pointsOf('csv', 100_000)).toBe(100_000);
    expect(() => pointsOf('json', 5_001)).toThrow(
      'points must be at most 5000 as JSON; format=csv gives more.',
    );
  });

  it('takes as JSON what an assistant can read, and as CSV everything', () => {
    const report = reportReadings('5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11', LONG, pointsOf('json', undefined));
    expect(report).toMatchObject({ points: 56, recorded: 200 });
    expect(JSON.stringify(report).length).toBeLessThan(8_000);
    const csv = [...readingsCsv(LONG, pointsOf('csv', undefined))].join('');
    expect(csv.split('\r\n')).toHaveLength(202);
  });
});

describe('reportReadings', () => {
  it('gives each moment in the units of the status', () => {
    const readings = [
      makeStoredReading({ waterCenti: 6493, remainingSeconds: 61 }),
      makeStoredReading({ targetCenti: null, remainingSeconds: null, mode: 'holding' }),
    ];
    expect(reportReadings('cook-1', toCurve(readings), 10)).toEqual({
      cook_id: 'cook-1',
      points: 2,
      recorded: 2,
      readings: [
        {
          at: '2026-03-01T12:00:00Z',
          water_temp_celsius: 64.93,
          target_temp_celsius: 60.5,
          state: 'cooking',
          time_remaining_minutes: 2,
        },
        {
          at: '2026-03-01T12:00:00Z',
          water_temp_celsius: 60.5,
          target_temp_celsius: null,
          state: 'holding',
          time_remaining_minutes: null,
        },
      ],
    });
  });
});

describe('readingsJson', () => {
  it.each([0, 1, 249, 250, 251, 1_000])('is the same as text in pieces, for %d readings', (count) => {
    const curve = toCurve(makeCourse(count));
    const text = [...readingsJson('cook-1', curve, 5_000)].join('');
    expect(JSON.parse(text)).toEqual(reportReadings('cook-1', curve, 5_000));
  });

  it('comes in pieces of at most 64 KB', () => {
    const lengths = [...readingsJson('cook-1', LONG, 5_000)].map(({ length }) => length);
    expect(Math.max(...lengths)).toBeLessThan(65_536);
  });
});
