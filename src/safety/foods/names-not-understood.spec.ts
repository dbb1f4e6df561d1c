import { makeSafety } from '../../../test/harness/safety.js';
import type { FoodClass } from './food-class.js';

const catalogue = makeSafety().foods;

/** Names as people write them, by the class they are judged as. */
const NAMES: readonly (readonly [FoodClass, readonly string[]])[] = [
  [
    'unknown',
    [
      '',
      '   ',
      '...',
      'kitchen',
      'constructor',
      '__proto__',
      'toString',
      'steak constructor',
      'beef tomato stew',
      'meat',
      'meat with onions',
      'сhicken',
      'chi\u200bcken',
      'chi\u00adcken',
      'chicken\u202e',
      'chicken\u0000',
      '鶏肉',
      'курица',
      'chiken',
      'hciken',
      'chickn breats',
      'beef and chiken',
      'chicken with brocoly',
      'stuffed peppers',
      'roulades',
      'surf and turf',
      'stuffed mushrooms',
      'beef with chickenstuffing',
      'Rinderbraten mit Hähnchenfüllung',
      'leg',
      'food',
      'salmon and meat',
      'meat and fish',
      'beef or meat',
      'mystery meat with shrimp',
      'goulash with potatoes and cod',
      'meat with onions and pork',
      'salmon ᴄʜɪᴄᴋᴇɴ',
      'beef ɡoose',
      'salmon сhicken',
      'salmon ch1cken',
      'hasOwnProperty',
      'valueOf',
      'salmonchicken',
      'meat (beef)',
      'salmon, meat',
      'cod; meat',
      'cod/meat',
      'salmon + meat',
      'salmon (meat)',
      'salmon - meat',
      'goat, meat',
      'chicken, meat',
      'carne, salmón',
    ],
  ],
];

describe.each(NAMES)('FoodCatalogue on names of the class %s', (foodClass, names) => {
  it.each(names)('takes %j for one', (name) => {
    expect(catalogue.understand(name).foodClass).toBe(foodClass);
  });
});
