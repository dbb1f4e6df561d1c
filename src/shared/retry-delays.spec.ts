import fc from 'fast-check';
import { retryDelay } from './retry-delays.js';
import { milliseconds } from './units.js';

const always = (value: number) => () => value;
const JUST_NOW = milliseconds(0);
const LONG = milliseconds(600_000);

describe('retryDelay', () => {
  it.each([
    [1, 500],
    [2, 1_000],
    [4, 4_000],
    [6, 16_000],
    [7, 30_000],
    [5_000, 30_000],
  ])('draws try %i out of a range whose middle is %i ms', (attempt, middle) => {
    expect(retryDelay(attempt, JUST_NOW, always(0.5))).toBe(middle);
  });

  it('never waits less than a tenth of a second, so that it never becomes a tight loop', () => {
    expect(retryDelay(1, JUST_NOW, always(0))).toBe(100);
  });

  it('waits between four and five minutes after ten minutes of failing', () => {
    expect(retryDelay(3, LONG, always(0))).toBe(300_000);
    expect(retryDelay(3, LONG, always(0.999_999))).toBeCloseTo(240_000, 0);
  });

  it('is bounded in any case', () => {
    const attempt = fc.integer({ min: 1, max: 1_000_000 });
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(attempt, fc.nat(1e9), chance, (failures, failing, drawn) => {
        const delay = retryDelay(failures, milliseconds(failing), always(drawn));
        expect(delay).toBeGreaterThanOrEqual(100);
        expect(delay).toBeLessThanOrEqual(failing < LONG ? 60_000 : 300_000);
      }),
    );
  });
});
