import { makeSafety } from '../../../test/harness/safety.js';
import type { FoodClass } from './food-class.js';

const catalogue = makeSafety().foods;

/** Names as people write them, by the class they are judged as. */
const NAMES: readonly (readonly [FoodClass, readonly string[]])[] = [
  [
    'raw_legume',
    [
      'kidney beans',
      'red kidney beans',
      'butter beans',
      'broad beans',
      'cannellini',
      'not boiled kidney beans',
      'un-boiled kidney beans',
      'dried boiled kidney beans',
      'kidney beans (not canned)',
      'kidney beans with boiled egg',
      'soybeans',
      'chickpeas',
      'frijoles',
      'Bohnen',
      'haricots rouges',
      'fagioli',
      'kidney beans with canned tomatoes',
      'boiled rice and kidney beans',
      'yoghurt with kidney beans',
    ],
  ],
];

describe.each(NAMES)('FoodCatalogue on names of the class %s', (foodClass, names) => {
  it.each(names)('takes %j for one', (name) => {
    expect(catalogue.understand(name).foodClass).toBe(foodClass);
  });
});
