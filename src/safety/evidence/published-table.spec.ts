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
  nameOf: (row) => `cell ${row.word('answer')}`,
  figure: () => 10,
  printed: () => ({ least: 8, most: 10 }),
  answer: (row) => row.figure('answer'),
  allowed: () => ({ above: 0.1, below: 0.05 }),
  leftOut: () => undefined,
};
const beyond = (answer: number | string) => {
  const [cell] = compare(TABLE, parsePublishedTable(`answer,mine\n${answer},yes`), foods);
  return { beyond: cell!.beyond, allowed: cell!.allowed };
};

describe('A cell', () => {
  it.each([8, 9, 10])('is met by %d min, which its figure can stand for', (answer) => {
    expect(beyond(answer)).toEqual({ beyond: 0, allowed: true });
  });

  it('is missed by the share that a result lies outside, and allowed up to the limit of its table', () => {
    expect(beyond(10.99)).toEqual({ beyond: expect.closeTo(0.099) as number, allowed: true });
    expect(beyond(11.01).allowed).toBe(false);
    expect(beyond(7.61)).toEqual({ beyond: expect.closeTo(-0.049) as number, allowed: true });
    expect(beyond(7.59).allowed).toBe(false);
  });

  it('is left alone when another table holds it', () => {
    expect(compare(TABLE, parsePublishedTable('answer,mine\n9,no'), foods)).toEqual([]);
  });
});
