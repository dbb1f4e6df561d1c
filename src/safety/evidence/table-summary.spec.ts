import type { ComparedCell } from './published-table.js';
import { lineOf, notesOn, summaryOf } from './table-summary.js';

const cell = (computed: number, known: Partial<ComparedCell> = {}): ComparedCell => ({
  name: `cell of ${computed}`,
  figure: 10,
  computed,
  beyond: 0,
  allowed: true,
  leftOut: undefined,
  ...known,
});

describe('The summary of a table', () => {
  const misprint = cell(20, { leftOut: 'a misprint' });
  const cells = [cell(9), cell(9.5), cell(10.2, { beyond: 0.02 }), cell(8, { beyond: -0.004 }), misprint];

  it('counts the cells that are not left out, and of them those inside', () => {
    expect(summaryOf('A table', cells)).toMatchObject({ cells: 4, inside: 2, above: 0.02, below: -0.004 });
  });

  it('has the median between the two cells in the middle, or that of the one', () => {
    expect(summaryOf('A table', cells).median).toBeCloseTo(-0.075);
    expect(summaryOf('A table', cells.slice(0, 3)).median).toBeCloseTo(-0.05);
  });

  it('is one line, which says when a cell is too far off', () => {
    expect(lineOf(summaryOf('A table', cells))).toMatch(/^A table +4 +2 +-7\.5 % +\+2\.0 % +-0\.4 % {2}ok$/);
    const off = summaryOf('A table', [cell(12, { beyond: 0.2, allowed: false })]);
    expect(lineOf(off)).toMatch(/ {2}TOO FAR OFF$/);
    expect(notesOn(off)).toEqual([
      'TOO FAR OFF in A table: cell of 12 (printed 10 min, computed 12.0), +20.0 %.',
    ]);
  });

  it('names the cells that are left out, and counts them where they are many', () => {
    expect(notesOn(summaryOf('A table', cells))).toEqual([
      'Left out of A table, as a misprint: cell of 20 (printed 10 min, computed 20.0).',
    ]);
    const many = summaryOf('A table', [cell(1), ...Array<ComparedCell>(5).fill(misprint)]);
    expect(notesOn(many)).toEqual(['Left out of A table, as a misprint: 5 cells.']);
  });
});
