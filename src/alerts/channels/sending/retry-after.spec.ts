import fc from 'fast-check';
import { retryAfterOf } from './retry-after.js';

const NOW = Date.UTC(2026, 2, 1, 12);

describe('retryAfterOf', () => {
  it.each([
    ['0', 0],
    [' 120 ', 120_000],
    ['999999999', 86_400_000],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['Sun, 01 Mar 2099 11:00:00 GMT', 86_400_000],
    ['-1', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['2026-03-01', undefined],
    [undefined, undefined],
  ])('reads %j as %j ms', (header, expected) => expect(retryAfterOf(header, NOW)).toBe(expected));

  it('reads any text as none, or as a pause of at most a day', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const pause = retryAfterOf(header, NOW) ?? 0;
        expect(pause).toBeGreaterThanOrEqual(0);
        expect(pause).toBeLessThanOrEqual(86_400_000);
      }),
    );
  });
});
