import { instant } from './instant.js';

describe('An instant', () => {
  it.each([
    ['2026-11-20T12:00:00.000Z', '2026-11-20T12:00:00Z'],
    ['2026-11-20T12:00:00.999Z', '2026-11-20T12:00:00Z'],
    ['2026-11-21T01:30:00+02:00', '2026-11-20T23:30:00Z'],
  ])('is written in UTC to the second: %s', (moment, written) => {
    expect(instant(new Date(moment))).toBe(written);
  });
});
