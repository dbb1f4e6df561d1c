import { makeSafety } from '../../../test/harness/safety.js';
import { birdOf } from './bird-compound.js';
import { sharesBag } from './shared-bag.js';
import { parseToldWords } from './food-data.js';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { foods } = makeSafety();
const told = parseToldWords(
  JSON.parse(
    readFileSync(fileURLToPath(new URL('../../../config/foods/told.json', import.meta.url)), 'utf8'),
  ),
);

describe('FoodCatalogue on names of beef and lamb', () => {
  it.each(['beef', 'lamb'] as const)('lists no pork as %s', (foodClass) => {
    const pork = foods
      .namesOf(foodClass)
      .filter((name) => /maial|porc(?!ini)|cerdo|schwein|pork/iu.test(name));
    expect(pork).toEqual([]);
  });
});

describe('FoodCatalogue on words beside meat', () => {
  it.each([
    'beef, onion, ground',
    'steak, not beef',
    'Steak, kein Rind',
    'beef and others',
    'beef?',
    '50% beef',
  ])('gives %p no leniency', (name) => {
    expect(foods.understand(name).judgedAs.map(({ foodClass }) => foodClass)).toEqual(
      expect.arrayContaining([name.includes('ground') ? 'ground_meat' : 'unknown']),
    );
  });

  it.each([
    '100% beef',
    'beef, no bone',
    'steak with chopped onion',
    'salmon with potato puree',
    'beef, free range',
  ])('leaves %p what it is', (name) => {
    expect(foods.understand(name)).toMatchObject({
      doubts: [],
      foodClass: name.startsWith('salmon') ? 'fish' : 'beef',
    });
  });
});

describe('The bird of a German compound', () => {
  it.each([
    ['weihnachtsgans', 'gans'],
    ['festtagspute', 'pute'],
    ['bauernente', 'ente'],
    ['caliente', 'caliente'],
    ['gans', 'gans'],
  ])('of %s is %s', (word, bird) => {
    expect(birdOf(word)).toBe(bird);
  });
});

describe('Pieces in one bag', () => {
  it.each([
    ['6 chicken breasts in a bag', true],
    ['three steaks per pouch', true],
    ['6 chicken breasts each in its own bag', false],
    ['chicken breast 20 min in a bag', false],
    ['one chicken breast in a bag', false],
    ['6 chicken breasts', false],
  ])('%s: %p', (name, shared) => {
    expect(sharesBag(name.split(' '), told)).toBe(shared);
  });
});
