import { makeSafety } from '../../../test/harness/safety.js';
import type { FoodClass } from './food-class.js';

const catalogue = makeSafety().foods;

/** Names as people write them, by the class they are judged as. */
const NAMES: readonly (readonly [FoodClass, readonly string[]])[] = [
  [
    'fish',
    [
      'salmon',
      'cod',
      'tuna steak',
      'chicken of the sea',
      'bombay duck',
      'sea bream',
      'sashimi',
      'caviar',
      'fish roe',
      'salmon with dill',
      'wild salmon',
      'Lachs',
      'Thunfisch',
      'saumon',
      'salmón',
      'merluza',
      'branzino',
      'smoked salmon steak',
      'brochette de saumon',
      'salmon loin',
    ],
  ],
  [
    'crustacean',
    [
      'prawns',
      'shrimp',
      'lobster tail',
      'crab',
      'scallops',
      'octopus',
      'Garnelen',
      'gambas',
      'homard',
      'crab apple pie with crab',
      'crab meat',
      'shrimp cutlet',
    ],
  ],
  [
    'mollusc',
    ['oysters', 'mussels', 'clams', 'beef with clams', 'musels', 'Muscheln', 'moules', 'vongole', 'almejas'],
  ],
];

describe.each(NAMES)('FoodCatalogue on names of the class %s', (foodClass, names) => {
  it.each(names)('takes %j for one', (name) => {
    expect(catalogue.understand(name).foodClass).toBe(foodClass);
  });
});
