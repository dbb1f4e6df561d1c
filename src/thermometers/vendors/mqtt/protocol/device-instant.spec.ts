import { deviceInstant } from './device-instant.js';

const NOW = Date.UTC(2026, 2, 1, 18, 20, 0);

describe('deviceInstant', () => {
  it.each([
    ['seconds', NOW / 1000 - 5, NOW - 5_000],
    ['milliseconds', NOW - 5_000, NOW - 5_000],
    ['fractions of a second', NOW / 1000 - 0.25, NOW - 250],
    ['ISO in UTC', '2026-03-01T18:19:55Z', NOW - 5_000],
    ['ISO with a zone', '2026-03-01 19:19:55.500+01:00', NOW - 4_500],
    ['a clock that is a little ahead', NOW + 60_000, NOW],
  ])('reads %s', (_name, value, expected) => {
    expect(deviceInstant(value, NOW)).toBe(expected);
  });

  it.each([
    ['impossible', 0],
    ['impossible', '1970-01-01T00:00:10Z'],
    ['impossible', '2019-12-31T23:59:59Z'],
    ['ahead', '2100-01-01T00:00:00Z'],
    ['ahead', NOW + 121_000],
    ['unreadable', '2026-03-01T18:20:00'],
    ['unreadable', 'yesterday'],
    ['unreadable', null],
    ['unreadable', Infinity],
    ['unreadable', '2026-13-01T00:00:00Z'],
  ])('takes as %s %j', (expected, value) => {
    expect(deviceInstant(value, NOW)).toBe(expected);
  });
});
