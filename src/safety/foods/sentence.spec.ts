import type { FoodName } from './food-data.js';
import type { SpokenName } from './food-name.js';
import type { Entry } from './sentence.js';
import { Sentence } from './sentence.js';

const food = (name: string): FoodName => ({
  name,
  foodClass: 'beef',
  cut: undefined,
  species: [],
  alone: false,
  lean: false,
  bird: undefined,
});
const spoken = (words: readonly string[], parted: number[] = [], marked: number[] = []): SpokenName => ({
  words,
  parted: new Set(parted),
  marked: new Set(marked),
  asks: false,
});
const foodEntry = (name: string): Entry => ({ kind: 'food', food: food(name) });
const ground: Entry = { kind: 'effect', effect: 'ground', name: 'ground' };

// 0 ground, 1 black, 2-3 chili pepper, 4 odd, 5 with, 6 steak, 7 rare
const parts = {
  ground: { start: 0, end: 1, entry: ground },
  pepper: { start: 2, end: 4, entry: foodEntry('chili pepper') },
  steak: { start: 6, end: 7, entry: foodEntry('steak') },
};
const sentence = new Sentence(
  spoken(['ground', 'black', 'chili', 'pepper', 'odd', 'with', 'steak', 'rare'], [], [3, 4]),
  [parts.ground, parts.pepper, parts.steak],
  new Set(['black', 'rare']),
);

describe('Sentence', () => {
  it('keeps the words that belong to nothing', () => {
    expect(sentence.leftOver).toEqual(['black', 'odd', 'with', 'rare']);
    expect(sentence.stretches).toEqual([['black'], ['odd', 'with'], ['rare']]);
  });

  it('returns the unmatched words that an odd mark touches', () => {
    expect([...sentence.marked]).toEqual(['odd']);
  });

  it.each([
    ['behind', [1]],
    ['before', [2]],
  ])('sees no food beyond a mark that parts, %s the word between', (_case, parted) => {
    const [crab, meat] = [
      { start: 0, end: 1, entry: foodEntry('crab') },
      { start: 2, end: 3, entry: foodEntry('meat') },
    ];
    const apart = new Sentence(spoken(['crab', 'fresh', 'meat'], parted), [crab, meat], new Set());
    expect(apart.foodsBeside(meat, new Set())).toEqual([]);
    expect(apart.foodsBeside(crab, new Set())).toEqual([]);
  });

  it('sees what stands beside an entry, across neutral words only', () => {
    expect(sentence.neighboursOf(parts.ground)).toEqual([undefined, parts.pepper.entry]);
    expect(sentence.neighboursOf(parts.pepper)).toEqual([parts.ground.entry, undefined]);
    expect(sentence.neighboursOf(parts.steak)).toEqual([undefined, undefined]);
  });

  it('sees the nearest foods of an entry, across everything but a parting word', () => {
    const parting = new Set(['with']);
    expect(sentence.foodsBeside(parts.ground, parting)).toEqual([food('chili pepper')]);
    expect(sentence.foodsBeside(parts.pepper, parting)).toEqual([]);
    expect(sentence.foodsBeside(parts.steak, parting)).toEqual([]);
    expect(sentence.foodsBeside(parts.steak, new Set())).toEqual([food('chili pepper')]);
    expect(sentence.foodsBeside(parts.pepper, new Set())).toEqual([food('steak')]);
  });

  it('is not parted by a word that belongs to what is done to the food', () => {
    const steak = { start: 0, end: 1, entry: foodEntry('steak') };
    const filled = {
      start: 1,
      end: 3,
      entry: { kind: 'effect', effect: 'stuffed', name: 'filled with' } as const,
    };
    const meat = { start: 3, end: 4, entry: foodEntry('meat') };
    const stuffed = new Sentence(
      spoken(['steak', 'filled', 'with', 'meat']),
      [steak, filled, meat],
      new Set(),
    );
    expect(stuffed.foodsBeside(meat, new Set(['with']))).toEqual([food('steak')]);
  });
});
