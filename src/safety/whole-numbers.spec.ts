import fc from 'fast-check';
import { lastWhole } from './forecast.js';

describe('The last whole number', () => {
  const any = fc.integer({ min: 0, max: 160 });

  it('is found anywhere, with any guess', () => {
    fc.assert(
      fc.property(any, fc.oneof(any, fc.constantFrom(NaN, Infinity, -5, 12.4)), (last, guess) => {
        const found = lastWhole((at) => at <= last, { from: 5, to: 150, guess });
        expect(found).toBe(last < 5 ? undefined : Math.min(last, 150));
      }),
    );
  });

  it('is found in a few questions when the guess is close', () => {
    let questions = 0;
    lastWhole((at) => (questions++, at <= 38), { from: 5, to: 150, guess: 37.4 });
    expect(questions).toBeLessThanOrEqual(4);
  });
});
