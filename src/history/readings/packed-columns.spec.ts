import fc from 'fast-check';
import { fromDifferences, fromRuns, toDifferences, toRuns } from './packed-columns.js';

describe('Packed columns', () => {
  const whole = fc.integer({ min: -1e13, max: 1e13 });

  it('give back every number and every gap', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.oneof(whole, fc.constantFrom(0, 1, 2)))), (values) => {
        expect(fromDifferences(toDifferences(values))).toEqual(values);
      }),
    );
  });

  it('give back every word', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('idle', 'cooking', '')), (words) => {
        expect(fromRuns(toRuns(words))).toEqual(words);
      }),
    );
  });

  it('are short where neighbours are alike', () => {
    expect(toDifferences([6050, 6051, null, 6051])).toEqual([6050, 1, null, 0]);
    expect(toDifferences([60, 58, 56, 54, null, null, null])).toEqual([60, [-2, 3], [null, 3]]);
    expect(toRuns(['a', 'a', 'b'])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });
});
