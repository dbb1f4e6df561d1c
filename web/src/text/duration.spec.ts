import { duration } from './duration.js';

describe('duration', () => {
  it.each([
    [81, '81 min'],
    [120, '2 h'],
    [179.6, '3 h'],
    [125.2, '2 h 5 min'],
    [1_440, '24 h'],
  ])('says %s minutes as %s', (minutes, expected) => {
    expect(duration(minutes)).toBe(expected);
  });
});
