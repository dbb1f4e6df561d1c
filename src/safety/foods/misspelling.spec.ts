import type { FoodClass } from './food-class.js';
import { readMisspelling, readPieces } from './misspelling.js';
import { PhraseIndex } from './phrase-index.js';
import type { Entry } from './sentence.js';

const food = (name: string, foodClass: FoodClass): Entry => ({
  kind: 'food',
  food: { name, foodClass, cut: undefined, species: [], alone: false, lean: false, bird: undefined },
});

const index = new PhraseIndex<Entry>();
for (const [name, foodClass] of [
  ['venison', 'game'],
  ['musselx', 'mollusc'],
  ['chicken', 'poultry'],
  ['salmon', 'fish'],
  ['carrot', 'vegetable'],
  ['hake', 'fish'],
  ['hare', 'game'],
  ['deer', 'game'],
  ['deex', 'game'],
  ['hen', 'poultry'],
] satisfies [string, FoodClass][]) {
  index.add(name, food(name, foodClass));
}
index.add('minced', { kind: 'effect', effect: 'ground', name: 'minced' });
index.add('rolled', { kind: 'effect', effect: 'rolled', name: 'rolled' });

describe('readMisspelling', () => {
  it.each([
    ['wenison', 'venison'],
    ['venisn', 'venison'],
    ['vneison', 'venison'],
    ['mussel', 'musselx'],
    ['mincedd', 'minced'],
  ])('takes %j for %j, which is at least as strict as unknown', (word, name) => {
    const reading = readMisspelling(word, index);
    const entries = reading.kind === 'understood' ? reading.entries : [];
    expect(entries.map((entry) => (entry.kind === 'food' ? entry.food.name : entry.name))).toEqual([name]);
  });

  it('takes a word near two names of one class for both', () => {
    expect(readMisspelling('deez', index)).toMatchObject({
      kind: 'understood',
      entries: [{ food: { name: 'deer' } }, { food: { name: 'deex' } }],
    });
  });

  it.each([
    ['chiken', 'its class is looser than unknown'],
    ['salmn', 'its class is looser than unknown'],
    ['carot', 'its class is looser than unknown'],
    ['roled', 'rolling alone is looser than unknown'],
    ['hase', 'it is near two classes'],
    ['chickenstuffing', 'an animal begins it'],
    ['lachschicken', 'an animal ends it'],
    ['hak', 'it lost a letter'],
    ['chhhicken', 'a letter is drawn out'],
  ])('doubts %j, since %s', (word) => {
    expect(readMisspelling(word, index)).toEqual({ kind: 'doubtful' });
  });

  it.each([
    ['zorblax', 'it is near nothing'],
    ['kitchen', 'its likeness to "hen" is too short'],
    ['carrotcake', 'a plant in it is harmless'],
    ['hax', 'it is too short for a wrong letter'],
    ['ha', 'it is too short for a guess'],
    ['constructor', 'it is no name'],
    [`${'xy'.repeat(20)}chicken`, 'it is too long for a word'],
  ])('makes nothing of %j, since %s', (word) => {
    expect(readMisspelling(word, index)).toEqual({ kind: 'nothing' });
  });
});

describe('readPieces', () => {
  it('takes pieces of a name for it where it is at least as strict as unknown', () => {
    expect(readPieces('venison', index)).toMatchObject({
      kind: 'understood',
      entries: [{ food: { name: 'venison' } }],
    });
    expect(readPieces('minced', index)).toMatchObject({
      kind: 'understood',
      entries: [{ effect: 'ground' }],
    });
  });

  it.each(['chicken', 'hen', 'rolled', 'chcken', 'salmonn'])('doubts the pieces of %j', (word) => {
    expect(readPieces(word, index)).toEqual({ kind: 'doubtful' });
  });

  it.each(['carrot', 'hak', 'salmn', 'zorblax', 'chickenstuffing'])(
    'makes nothing of the pieces of %j',
    (word) => {
      expect(readPieces(word, index)).toEqual({ kind: 'nothing' });
    },
  );
});
