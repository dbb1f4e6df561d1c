import { countdown } from './countdown.js';

describe('The time that an approval has left', () => {
  it.each([
    [600_000, '10:00'],
    [545_900, '9:05'],
    [59_999, '0:59'],
    [0, '0:00'],
    [-1, undefined],
    [600_001, undefined],
    [NaN, undefined],
  ])('of %s ms is %s', (left, words) => {
    expect(countdown(left)).toBe(words);
  });
});
