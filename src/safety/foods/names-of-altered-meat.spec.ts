import { makeSafety } from '../../../test/harness/safety.js';
import type { FoodClass } from './food-class.js';

const catalogue = makeSafety().foods;

/** Names as people write them, by the class they are judged as. */
const NAMES: readonly (readonly [FoodClass, readonly string[]])[] = [
  [
    'ground_meat',
    [
      'ground beef',
      'minced beef',
      'beef, minced',
      'burger',
      'chicken burger',
      'beef and veggie burger',
      'veggie burger with bacon',
      'cheese and mushroom burger',
      'mince',
      'mince with onions',
      'minced with onions',
      'sausages',
      'venison sausages',
      'meatballs',
      'lamb kebabs',
      'beef tartare',
      'steak tartare',
      'salmon tartare',
      'tartare with capers',
      'scotch egg',
      'toad in the hole',
      'black pudding',
      'mincemeat',
      'ground zebra',
      'groud beef',
      'Rinderhackfleisch',
      'Hackfleisch',
      'Bratwürste',
      'boeuf haché',
      'steak haché',
      'saucisses de Toulouse',
      'carne picada',
      'salchichas',
      'carne macinata',
      'polpette',
      'beef ground pepper',
      'meat, minced',
      'cod fish ball',
      'white fish ball',
      'roast pork pie',
      'not vegan burger',
      'no veggie sausage',
      'vegan burger instead of burger',
      'veggie sausage roll',
      'steak with minced chicken',
    ],
  ],
  [
    'non_intact_meat',
    [
      'bladed beef',
      'jaccard steak',
      'needled lamb',
      'tenderised steak',
      'tenderized pork chops',
      'injected pork',
      'stuffed venison',
      'rolled pork belly',
      'corned beef',
      'cube steak',
      'porchetta',
      'Rinderroulade',
      'non-intact beef',
    ],
  ],
];

describe.each(NAMES)('FoodCatalogue on names of the class %s', (foodClass, names) => {
  it.each(names)('takes %j for one', (name) => {
    expect(catalogue.understand(name).foodClass).toBe(foodClass);
  });
});
