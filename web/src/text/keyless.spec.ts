import { de } from './de/index.js';
import { texts as first } from './de/keyless-first.js';
import { texts as later } from './de/keyless-later.js';
import { first as englishFirst } from './en/first.js';
import { later as englishLater } from './en/later.js';
import { withKeys, withoutKeys } from './keyless.js';

describe('Texts without keys', () => {
  it('become the same catalogue again', () => {
    expect({ ...withKeys(englishFirst, first), ...withKeys(englishLater, later) }).toEqual(de);
  });

  it('stand in the order of the other catalogue', () => {
    const order = { first: { b: 'B', a: 'A' } };
    expect(withoutKeys(order, { first: { a: 'Ä', b: 'ß' } })).toEqual([['ß', 'Ä']]);
  });
});
