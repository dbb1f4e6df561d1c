import { FOODS } from '../../../test/harness/safety.js';
import { loadFoodCatalogue } from '../foods/food-catalogue.js';
import { parsePublishedTable } from './published-row.js';
import { compare, type PublishedTable } from './published-table.js';

const foods = loadFoodCatalogue(FOODS);

/** A table whose cells stand for 8 to 10 min, and an engine that returns what the row says. */
const TABLE: PublishedTable = {
  title: 'A table',
  file: 'a-table',
  holds: (row) => row.word('mine') === 'yes',
  nameOf: (row) => `cell ${row.word('computed')}`,
  figure: () => 10,
  printed: () => ({ least: 8, most: 10 }),
  computed: (row) => row.figure('computed'),
  allowed: () => ({ above: 0.1, below: 0.05 }),
  leftOut: () => undefined,
};
const beyond = (computed: number | string) => {
  const [cell] = compare(TABLE, parsePublishedTable(`computed,mine\n${computed},yes`), foods);
  return { beyond: cell!.beyond, allowed: cell!.allowed };
};

describe('A cell', () => {
  it.each([8, 9, 10])('is met by %d min, which its figure can stand for', (computed) => {
    expect(beyond(computed)).toEqual({ beyond: 0, allowed: true });
  });

  it('is missed by the share that a result lies outside, and allowed up to the limit of its table', () => {
    expect(beyond(10.99)).toEqual({ beyond: expect.closeTo(0.099) as number, allowed: true });
    expect(beyond(11.01).allowed).toBe(false);
    expect(beyond(7.61)).toEqual({ beyond: expect.closeTo(-0.049) as number, allowed: true });
    expect(beyond(7.59).allowed).toBe(false);
  });

  it('is left alone when another table holds it', () => {
    expect(compare(TABLE, parsePublishedTable('computed,mine\n9,no'), foods)).toEqual([]);
  });
});
