import type { FoodName, FoodWords } from './food-data.js';
import { FoodMatcher } from './food-matcher.js';
import type { SpokenName } from './food-name.js';
import { readName } from './food-name.js';
import type { FoodClass } from './food-class.js';

const named = (foodClass: FoodClass, ...names: string[]): FoodName[] =>
  names.map((name) => ({
    name,
    foodClass,
    cut: undefined,
    species: [],
    alone: false,
    lean: false,
    bird: undefined,
  }));
const lone = (foodClass: FoodClass, name: string): FoodName[] =>
  named(foodClass, name).map((food) => ({ ...food, alone: true }));

const NAMES = [
  ...named('poultry', 'chicken', 'duck'),
  ...named('beef', 'beef', 'steak'),
  ...named('fish', 'salmon', 'chicken of the sea'),
  ...named('crustacean', 'crab'),
  ...named('ground_meat', 'burger'),
  ...named('game', 'venison'),
  ...named('egg', 'egg'),
  ...named('vegetable', 'carrot', 'pepper', 'tomato', 'hen of the woods'),
  ...named('raw_legume', 'kidney bean'),
  ...named('unknown', 'meat', 'loin'),
  ...lone('vegetable', 'beef tomato'),
  ...lone('vegetable', 'veggie burger'),
  ...lone('egg', 'duck egg'),
];
const WORDS: FoodWords = {
  effects: new Map([
    ['ground', ['ground', 'minced']],
    ['rolled', ['rolled']],
    ['large', ['whole']],
  ]),
  boiled: { before: ['boiled', 'salmonx'], after: ['from a can'], unless: ['not'] },
  joining: ['with', 'and', 'not', 'no', 'instead', 'than'],
  neutral: ['black', 'of', 'fresh', 'chickem'],
};
/** The name as it was read; one of nothing has no words. */
const spoken = (text: string): SpokenName =>
  readName(text) ?? { words: [], parted: new Set(), marked: new Set(), asks: false };
const matcher = new FoodMatcher(NAMES, WORDS);
const recognise = (text: string) => {
  const { foods, effects, doubts } = matcher.match(spoken(text));
  return {
    foods: foods.map(({ name, foodClass }) => `${name}: ${foodClass}`),
    effects: [...effects],
    doubts: [...doubts],
  };
};
const foodsIn = (text: string) => recognise(text).foods;

describe('FoodMatcher', () => {
  it('finds every food and everything that is done to it, in the order of the words', () => {
    expect(recognise('rolled beef with whole chicken')).toEqual({
      foods: ['beef: beef', 'chicken: poultry'],
      effects: ['rolled', 'large'],
      doubts: [],
    });
  });

  it('finds nothing among words it does not know', () => {
    expect(recognise('zorblax constructor')).toEqual({ foods: [], effects: [], doubts: [] });
  });

  it.each([
    ['chicken of the sea', ['chicken of the sea: fish']],
    ['chicken of the sea chicken', ['chicken of the sea: fish', 'chicken: poultry']],
    ['hen of the woods', ['hen of the woods: vegetable']],
  ])('reads the longest phrase first in %j', (text, foods) => {
    expect(foodsIn(text)).toEqual(foods);
  });

  describe('with a name that is believed only alone', () => {
    it.each([
      ['beef tomato', ['beef tomato: vegetable']],
      ['fresh beef tomato with carrot', ['beef tomato: vegetable', 'carrot: vegetable']],
      ['2 duck egg', ['duck egg: egg']],
      ['whole beef tomato', ['beef tomato: vegetable']],
    ])('believes it in %j', (text, foods) => {
      expect(foodsIn(text)).toEqual(foods);
    });

    it.each([
      ['beef tomato and salmon', ['beef: beef', 'tomato: vegetable', 'salmon: fish']],
      ['duck egg and beef tomato with steak', ['duck: poultry', 'egg: egg', 'beef: beef']],
      ['not veggie burger', ['burger: ground_meat']],
      ['no veggie burger', ['burger: ground_meat']],
      ['veggie burger instead', ['burger: ground_meat']],
      ['other than veggie burger', ['burger: ground_meat']],
      ['zorblax beef tomato', ['beef: beef', 'tomato: vegetable']],
    ])('takes it apart in %j', (text, foods) => {
      expect(foodsIn(text)).toEqual(expect.arrayContaining(foods));
      expect(foodsIn(text)).not.toContain('beef tomato: vegetable');
      expect(foodsIn(text)).not.toContain('veggie burger: vegetable');
    });
  });

  describe('with the word "ground"', () => {
    it.each(['steak with ground pepper', 'ground black pepper', 'minced carrot and steak'])(
      'grinds only the plant in %j',
      (text) => {
        expect(recognise(text).effects).toEqual([]);
      },
    );

    it.each(['ground beef', 'beef ground pepper', 'ground', 'ground zebra', 'pepper with ground beef'])(
      'grinds the meat in %j',
      (text) => {
        expect(recognise(text).effects).toEqual(['ground']);
      },
    );

    it('leaves other words to plants as they are', () => {
      expect(recognise('rolled pepper').effects).toEqual(['rolled']);
    });
  });

  describe('with a bare "meat"', () => {
    it.each([
      ['crab meat', ['crab: crustacean']],
      ['loin of fresh beef', ['beef: beef']],
      ['beef whole loin', ['beef: beef']],
      ['burger meat', ['burger: ground_meat']],
      ['meat loin beef', ['beef: beef', 'meat: unknown']],
    ])('takes it for the animal beside it in %j', (text, foods) => {
      expect(foodsIn(text).toSorted()).toEqual(foods);
    });

    it.each([
      'meat',
      'meat and salmon',
      'salmon with meat',
      'meat carrot beef',
      'meat egg',
      'crab, meat',
      'crab (meat)',
    ])('takes it for unknown in %j', (text) => {
      expect(foodsIn(text)).toContain('meat: unknown');
    });
  });

  describe('with a legume', () => {
    it('takes it for a vegetable where it is named as boiled or canned', () => {
      expect(foodsIn('boiled kidney beans')).toEqual(['kidney bean: vegetable']);
      expect(foodsIn('kidney beans from a can')).toEqual(['kidney bean: vegetable']);
    });

    it('takes it for raw everywhere else', () => {
      expect(foodsIn('kidney beans')).toEqual(['kidney bean: raw_legume']);
      expect(foodsIn('not boiled kidney beans')).toEqual(['kidney bean: raw_legume']);
      expect(foodsIn('boiled beef and kidney beans')).toEqual(['beef: beef', 'kidney bean: raw_legume']);
    });
  });

  describe('with a misspelt word', () => {
    it('adds what it may only mean more strictly', () => {
      expect(foodsIn('carrot wenison')).toEqual(['carrot: vegetable', 'venison: game']);
      expect(recognise('mincedd beef').effects).toEqual(['ground']);
    });

    it('reads letters and pieces together, and doubts what they spell', () => {
      expect(foodsIn('steak v e n i s o n')).toEqual(['steak: beef', 'venison: game']);
      expect(foodsIn('steak ven is on')).toEqual(['steak: beef', 'venison: game']);
      expect(recognise('steak c h i c k e n').doubts).toEqual(['chicken']);
      expect(recognise('steak chi cken').doubts).toEqual(['chicken']);
    });

    it.each(['ch!cken', 'ch*ck*n', 'zor|blax', '$almonn', 'ch1ck3n', '__proto__'])('doubts %j', (word) => {
      expect(recognise(`${word} steak`).doubts).not.toEqual([]);
      expect(foodsIn(`${word} steak`)).toEqual(['steak: beef']);
    });

    it('names each doubt once', () => {
      expect(recognise('chiken with chiken and salmom').doubts).toEqual(['chiken', 'salmom']);
    });

    it('doubts no number, no everyday word and no word of boiling, even if similar to a food', () => {
      expect(recognise('chickem 1234 salmonx').doubts).toEqual([]);
    });
  });
});
