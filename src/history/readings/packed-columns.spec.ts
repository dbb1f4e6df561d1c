import fc from 'fast-check';
import { fromDifferences, fromRuns, isDifferences, isRuns, toDifferences, toRuns } from './packed-columns.js';

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

  it('recognise what they wrote', () => {
    expect(isDifferences(toDifferences([60, 58, 56, 54, null, 1]))).toBe(true);
    expect(isRuns(toRuns(['a', 'a', 'b']))).toBe(true);
  });

  it.each([[{}], [null], [['1']], [[[1]]], [[[1, 'x']]], [[[1, 2, 3]]], [[[{}, 2]]]])(
    'do not take %j for numbers',
    (value) => {
      expect(isDifferences(value)).toBe(false);
    },
  );

  it.each([[{}], [['a']], [[[1, 2]]], [[['a', 1.5]]], [[['a']]]])('do not take %j for words', (value) => {
    expect(isRuns(value)).toBe(false);
  });

  it('are short where neighbours are similar', () => {
    expect(toDifferences([6050, 6051, null, 6051])).toEqual([6050, 1, null, 0]);
    expect(toDifferences([60, 58, 56, 54, null, null, null])).toEqual([60, [-2, 3], [null, 3]]);
    expect(toRuns(['a', 'a', 'b'])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });
});
