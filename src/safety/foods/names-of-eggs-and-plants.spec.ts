import { makeSafety } from '../../../test/support/safety.js';
import type { FoodClass } from './food.js';

const catalogue = makeSafety().foods;

/** Names as people write them, by the class they are judged as. */
const NAMES: readonly (readonly [FoodClass, readonly string[]])[] = [
  ['egg', ['egg', 'eggs', 'duck egg', 'quail eggs', 'soft-boiled egg', 'Ei', 'œufs', 'huevos', 'uova']],
  [
    'egg_dish',
    [
      'hollandaise',
      'creme brulee',
      'crème brûlée',
      'custard',
      'egg yolks',
      'scrambled eggs',
      'Eigelb',
      'natillas',
      'chocolate mousse',
      'hen egg salad',
      'fried egg white',
    ],
  ],
  [
    'vegetable',
    [
      'carrot',
      'carrots with butter',
      'potatoes',
      'asparagus',
      'tofu',
      'hen of the woods',
      'chicken of the woods',
      'turkey tail',
      'oyster mushrooms',
      'beef tomato',
      'crab apple',
      'eggplant',
      "lamb's lettuce",
      'lambs lettuce',
      'horseradish',
      'welsh rarebit',
      'sweet bread',
      'veggie burger',
      'ground pepper',
      'minced garlic',
      'ground black pepper',
      'green beans',
      'boiled kidney beans',
      'canned kidney beans',
      'tinned butter beans',
      'kidney beans, canned',
      'baked beans',
      'coffee beans',
      'vanilla bean',
      'jelly beans',
      'Kidneybohnen aus der Dose',
      'haricots verts',
      'Karotten',
      'zanahorias',
      'rolled oats',
      'french fries',
      'potatoes in duck fat',
      'jarred kidney beans',
      'fagioli bolliti',
      'Hen-of-the-Woods!',
      'a vegan burger',
    ],
  ],
  ['yoghurt', ['yoghurt', 'Greek yogurt', 'Joghurt', 'yaourt']],
  ['chocolate', ['chocolate', 'dark chocolate', 'Kuvertüre', 'chocolat noir']],
];

describe.each(NAMES)('FoodCatalogue on names of the class %s', (foodClass, names) => {
  it.each(names)('takes %j for one', (name) => {
    expect(catalogue.understand(name).foodClass).toBe(foodClass);
  });
});
