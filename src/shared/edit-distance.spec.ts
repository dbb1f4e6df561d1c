import fc from 'fast-check';
import { withinOneEdit } from './edit-distance.js';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });

/** The textbook distance, swaps of neighbours included: slow, and written quite differently. */
function distance(one: string, other: string): number {
  const at = (row: number, column: number): number => {
    if (row === 0 || column === 0) return row + column;
    const same = one[row - 1] === other[column - 1];
    const costs = [
      at(row - 1, column) + 1,
      at(row, column - 1) + 1,
      at(row - 1, column - 1) + (same ? 0 : 1),
    ];
    const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
    if (row > 1 && column > 1 && swapped) costs.push(at(row - 2, column - 2) + 1);
    return Math.min(...costs);
  };
  return at(one.length, other.length);
}

describe('withinOneEdit', () => {
  it.each([
    ['chicken', 'chicken'],
    ['chicken', 'chiken'],
    ['chicken', 'chickken'],
    ['chicken', 'chickan'],
    ['chicken', 'hcicken'],
    ['chicken', 'chickne'],
    ['a', ''],
    ['', ''],
    ['ab', 'ba'],
    ['aab', 'ab'],
  ])('finds %j and %j one slip apart, either way round', (one, other) => {
    expect(withinOneEdit(one, other)).toBe(true);
    expect(withinOneEdit(other, one)).toBe(true);
  });

  it.each([
    ['chicken', 'kitchen'],
    ['chicken', 'chckn'],
    ['chicken', 'ihccken'],
    ['abc', 'cba'],
    ['abcd', 'badc'],
    ['ab', ''],
    ['abc', 'bca'],
  ])('finds %j and %j further apart', (one, other) => {
    expect(withinOneEdit(one, other)).toBe(false);
    expect(withinOneEdit(other, one)).toBe(false);
  });

  it('agrees with the textbook on any two words', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(withinOneEdit(one, other)).toBe(distance(one, other) <= 1);
      }),
      { numRuns: 500 },
    );
  });
});
