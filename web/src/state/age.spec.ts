import { ageAt, isOld } from './age.js';
import { pageTime } from './clock.js';

describe('ageAt', () => {
  it('adds the time since the value arrived to the age that it had', () => {
    expect(ageAt({ ageSeconds: 1.3, at: 10_000 }, 72_000)).toBeCloseTo(63.3);
  });

  it('is unknown where the age was', () => {
    expect(ageAt({ ageSeconds: null, at: 10_000 }, 72_000)).toBeNull();
  });

  it('is never less than the age that the value had', () => {
    expect(ageAt({ ageSeconds: 5, at: 10_000 }, 9_000)).toBe(5);
  });
});

describe('isOld', () => {
  it.each([
    [false, 1, 14_000],
    [true, 1, 15_000],
    [true, 60, 0],
    [true, null, 0],
  ])('is %s for a value of age %s after %s ms without another', (expected, ageSeconds, passed) => {
    expect(isOld({ ageSeconds, at: pageTime.peek() - passed })).toBe(expected);
  });
});
