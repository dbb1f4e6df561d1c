import { de } from './de/index.js';
import { texts } from './de/keyless.js';
import { en } from './en/index.js';
import { withKeys, withoutKeys } from './keyless.js';

describe('Texts without keys', () => {
  it('become the same catalogue again', () => {
    expect(withKeys(en, texts)).toEqual(de);
  });

  it('stand in the order of the other catalogue', () => {
    const order = { first: { b: 'B', a: 'A' } };
    expect(withoutKeys(order, { first: { a: 'Ä', b: 'ß' } })).toEqual([['ß', 'Ä']]);
  });
});
