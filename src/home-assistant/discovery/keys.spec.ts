import fc from 'fast-check';
import { entitySlug, topicKey } from './keys.js';

describe('A key', () => {
  it.each([
    ['kP3vXw9TqLz0aB7cR5mNdE', 'kP3vXw9TqLz0aB7cR5mNdE'],
    ['a/b', 'a_b_c14cddc0'],
    ['a+b', 'a_b_'],
    ['a_b', 'a_b'],
  ])('of the id %s begins with %s', (id, key) => {
    expect(topicKey(id).startsWith(key.slice(0, 4))).toBe(true);
  });

  it('is a level of a topic, whatever the id, and the same for no two ids', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(topicKey(one)).toMatch(/^[A-Za-z0-9_-]*$/);
        expect(topicKey(one) === topicKey(other)).toBe(one === other);
      }),
    );
  });
});

describe('The slug of a name', () => {
  it.each([
    ['Smoker', 'smoker'],
    ['Küche groß', 'kuche_gross'],
    ['  My  Cooker! ', 'my_cooker'],
    ['鍋', undefined],
    ['', undefined],
  ])('of %s is %s', (name, slug) => {
    expect(entitySlug(name)).toBe(slug);
  });

  it('can stand in the id of an entity, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(entitySlug(name) ?? 'a').toMatch(/^(?!.*__)(?!_)[a-z0-9_]+(?<!_)$/);
      }),
    );
  });
});
