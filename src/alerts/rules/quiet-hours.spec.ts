import fc from 'fast-check';
import { quietUntil } from './quiet-hours.js';

const at = (hours: number, minutes = 0, day = 10) => new Date(2026, 5, day, hours, minutes, 30).getTime();
const NIGHT = { from: 22 * 60, to: 7 * 60 + 30 };
const NOON = { from: 12 * 60, to: 13 * 60 };

describe('quietUntil', () => {
  it.each([
    [at(21, 59), at(21, 59)],
    [at(22), new Date(2026, 5, 11, 7, 30).getTime()],
    [at(3), new Date(2026, 5, 10, 7, 30).getTime()],
    [at(7, 29), new Date(2026, 5, 10, 7, 30).getTime()],
    [at(7, 30), at(7, 30)],
  ])('ends a night', (now, end) => {
    expect(quietUntil(NIGHT, now)).toBe(end);
  });

  it('ends hours within a day', () => {
    expect(quietUntil(NOON, at(11, 59))).toBe(at(11, 59));
    expect(quietUntil(NOON, at(12, 15))).toBe(new Date(2026, 5, 10, 13).getTime());
    expect(quietUntil(NOON, at(13))).toBe(at(13));
  });

  it('holds nothing back without hours, or with hours of no length', () => {
    expect(quietUntil(null, at(3))).toBe(at(3));
    expect(quietUntil({ from: 180, to: 180 }, at(3))).toBe(at(3));
  });

  it('ends within a day, and never in quiet hours', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(
        minute,
        minute,
        fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2200-01-01') }),
        (from, to, date) => {
          const now = date.getTime();
          const end = quietUntil({ from, to }, now);
          expect(end).toBeGreaterThanOrEqual(now);
          expect(end - now).toBeLessThanOrEqual(26 * 3_600_000);
          expect(quietUntil({ from, to }, end)).toBe(end);
        },
      ),
    );
  });
});
