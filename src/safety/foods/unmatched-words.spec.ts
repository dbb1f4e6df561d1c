import fc from 'fast-check';
import type { FoodClass } from './food-class.js';
import { readName } from './food-name.js';
import { UnmatchedWordsReader } from './unmatched-words.js';
import { PhraseIndex } from './phrase-index.js';
import type { Entry } from './sentence.js';
import { Sentence } from './sentence.js';

const index = new PhraseIndex<Entry>();
const known: readonly (readonly [string, FoodClass])[] = [
  ['chicken', 'poultry'],
  ['mussel', 'mollusc'],
  ['ham', 'pork'],
  ['steak', 'beef'],
  ['strawberry', 'vegetable'],
  ['cheesecake', 'egg_dish'],
];
for (const [name, foodClass] of known) {
  const food = { name, foodClass, cut: undefined, species: [], alone: false, lean: false, bird: undefined };
  index.add(name, { kind: 'food', food });
}
const ordinary = new Set(['is', 'on', 'bbq', 'a', 'with', '500g', 'cheese', 'cake']);
const reader = new UnmatchedWordsReader(index, (word) => ordinary.has(word));

function read(text: string) {
  const name = readName(text) ?? {
    words: [],
    parted: new Set<number>(),
    marked: new Set<number>(),
    asks: false,
  };
  const { entries, doubts } = reader.read(
    new Sentence(
      name,
      index.find(name.words, () => true),
      new Set(),
    ),
  );
  return { doubts, foods: entries.map((entry) => (entry.kind === 'food' ? entry.food.name : entry.name)) };
}

describe('UnmatchedWordsReader', () => {
  it.each([
    ['c h i c k e n', ['chicken']],
    ['steak c h i c k e n', ['chicken']],
    ['s t e a k c h i c k e n', ['steakchicken', 'steak', 'chicken']],
    ['c.h.i.c.k.e.n', ['chicken']],
    ['x y z', ['xyz']],
    ['steak chi cken', ['chicken']],
    ['chic-ken steak', ['chicken']],
    ['steak h am', ['ham']],
    ['steak chi ckn', ['chickn']],
    ['zor!blax', ['zor', 'blax']],
    ['z0rblax', ['z0rblax']],
    ['h!a!m', ['h', 'm', 'ham']],
    ['cheese cake', ['cheesecake']],
  ])('doubts %j', (text, doubts) => {
    expect(read(text)).toEqual({ doubts, foods: [] });
  });

  it.each(['m u s s e l', 'mus sel', 'steak mus-sel', 'mussle'])('takes %j for what is stricter', (text) => {
    expect(read(text)).toEqual({ doubts: [], foods: expect.arrayContaining(['mussel']) as string[] });
  });

  it.each(['b b q', 'is on a', 'zorb lax', 'straw berry', 'steak with 500g', 'x y', 'zorblax, qux'])(
    'makes nothing of %j',
    (text) => {
      expect(read(text)).toEqual({ doubts: [], foods: [] });
    },
  );

  it('never passes over a name that was taken to pieces', () => {
    const gap = fc.constantFrom(' ', '-', '.', '!', '*', '|', ' - ', '/', ', ');
    fc.assert(
      fc.property(fc.nat({ max: 5 }), fc.nat({ max: 5 }), gap, (one, other, between) => {
        const [first, last] = [Math.min(one, other) + 1, Math.max(one, other) + 1];
        const pieces = ['chicken'.slice(0, first), 'chicken'.slice(first, last), 'chicken'.slice(last)];
        const text = pieces.filter(Boolean).join(between);
        expect(read(`steak ${text}`).doubts).not.toEqual([]);
      }),
    );
  });
});
