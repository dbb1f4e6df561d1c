import { backoff } from './backoff.js';

describe('backoff', () => {
  const inTheMiddle = (failures: number): number => backoff(failures, 0.5);

  it('grows with the failures, up to half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 100].map(inTheMiddle)).toEqual([
      1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000,
    ]);
  });

  it('differs from page to page', () => {
    expect([backoff(3, 0), backoff(3, 1)]).toEqual([3_400, 4_600]);
  });
});
