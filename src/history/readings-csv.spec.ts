import fc from 'fast-check';
import { makeCourse, makeStoredReading } from '../../test/harness/stored.js';
import { toCurve, type CurvePoint } from './cook-curve.js';
import { csvPieces } from './readings-csv.js';

const AT = Date.parse('2026-11-21T12:00:00Z');
const pieces = (points: readonly CurvePoint[]) => [...csvPieces(toCurve(points), [...points.keys()])];
const csv = (...points: readonly CurvePoint[]) => pieces(points).join('');
const rows = (text: string) => text.split('\r\n');

describe('csvPieces', () => {
  it('has units in its header, UTC times, and a dot before the decimals', () => {
    const text = csv(
      makeStoredReading({ at: AT, waterCenti: 2140, targetCenti: 6500, mode: 'preheating' }),
      makeStoredReading({ at: AT + 61_999, waterCenti: -5, targetCenti: null, remainingSeconds: 61 }),
      makeStoredReading({ at: AT + 90_000, waterCenti: 6493, targetCenti: 6550, remainingSeconds: null }),
    );
    expect(rows(text)).toEqual([
      'time_utc,water_celsius,target_celsius,state,remaining_minutes',
      '2026-11-21T12:00:00Z,21.40,65.00,preheating,90',
      '2026-11-21T12:01:01Z,-0.05,,cooking,2',
      '2026-11-21T12:01:30Z,64.93,65.50,cooking,',
      '',
    ]);
  });

  it('is its header alone where nothing was seen', () => {
    expect(csv()).toBe('time_utc,water_celsius,target_celsius,state,remaining_minutes\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '"', 'a,b', 'a\r\nb', '\t=1', 'Cooking', ''])(
    'lets no word be taken for a formula or a field: %j',
    (mode) => {
      expect(rows(csv(makeStoredReading({ mode })))[1]).toMatch(/,unknown,90$/);
    },
  );

  it('writes every moment as the calendar has it, before 1970 too', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 4e12 }), (at) => {
        const [time] = rows(csv(makeStoredReading({ at })))[1]!.split(',');
        expect(time).toBe(`${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19)}Z`);
      }),
    );
  });

  it('loses nothing where it is long', () => {
    const course = makeCourse(3_000);
    const lines = rows(csv(...course)).slice(1, -1);
    expect(lines).toEqual(course.map((point) => rows(csv(point))[1]));
  });

  it('comes in pieces of 128 KB, however long it is', () => {
    const lengths = pieces(makeCourse(10_000)).map(({ length }) => length);
    expect(lengths.length).toBeGreaterThan(3);
    expect(Math.max(...lengths)).toBeLessThan(132_000);
  });

  it('is made no further than it is read', () => {
    const read: unknown[] = [];
    const curve = toCurve(makeCourse(10_000));
    const mode = new Proxy(curve.mode, {
      get: (words, index: string) => (read.push(index), Reflect.get(words, index) as unknown),
    });
    csvPieces({ ...curve, mode }, [...curve.at.keys()]).next();
    expect(read.length).toBeLessThan(4_000);
  });
});
