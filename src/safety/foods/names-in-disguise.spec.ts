import fc from 'fast-check';
import { makeSafety } from '../../../test/harness/safety.js';
import type { FoodClass } from './food-class.js';
import { FOOD_CLASSES, HARMLESS_CLASSES } from './food-class.js';

const catalogue = makeSafety().foods;
const rank = (foodClass: FoodClass): number => FOOD_CLASSES.indexOf(foodClass);
const classesOf = (name: string) => catalogue.understand(name).judgedAs.map(({ foodClass }) => foodClass);

describe('FoodCatalogue on a bird hidden beside a steak', () => {
  it.each([
    'c h i c k e n steak',
    'steak c h i c k e n',
    'b e e f c h i c k e n',
    'steak d u c k',
    'steak h e n',
    'ch!cken steak',
    'ch*cken steak',
    'ch!ck!n steak',
    'c***ken steak',
    'chick3n steak',
    'ch1ck3n steak',
    'chick@n steak',
    'chi.cken steak',
    'c.h.i.c.k.e.n steak',
    'c_h_i_c_k_e_n steak',
    'c-h-i-c-k-e-n steak',
    'chic-ken steak',
    'chi cken steak',
    'ch ic ken steak',
    'tur key steak',
    'steak pou|try',
    'pou|try',
    '¢hicken steak',
    'chi<b>cken</b> steak',
    'chicken%20steak',
    'chhhicken steak',
    'duk steak',
    'h3n steak',
    '🅒🅗🅘🅒🅚🅔🅝 steak',
    'kurczaak steak',
  ])('judges %j no looser than an unknown food', (name) => {
    expect(classesOf(name)).toContain('unknown');
  });

  it.each([
    'steak 🐔',
    '🍗 with steak',
    'steak (not chicken)',
    'chikn steak',
    'chook and steak',
    'duckling steak',
    'steak com frango',
    'tavuk steak',
    'kippenborst met steak',
    'kyckling steak',
    'steak y murgh',
    'ⓒⓗⓘⓒⓚⓔⓝ steak',
    'c̶h̶i̶c̶k̶e̶n steak',
    'steak=chicken',
    '{{chicken}} steak',
    "chicken's steak",
  ])('finds the bird in %j', (name) => {
    expect(classesOf(name)).toContain('poultry');
  });

  it.each([
    ['m u s s e l s', 'mollusc'],
    ['steak oy sters', 'mollusc'],
    ['steak 🦪', 'mollusc'],
    ['steak met mosselen', 'mollusc'],
    ['b u r g e r', 'ground_meat'],
    ['gro und beef', 'ground_meat'],
    ['finely chopped beef', 'ground_meat'],
    ['blood pudding', 'ground_meat'],
    ['l i v e r and steak', 'offal'],
    ['beef roll', 'non_intact_meat'],
    ['transglutaminase steak', 'non_intact_meat'],
    ['horse steak', 'game'],
  ])('takes %j for what is stricter, as %s', (name, foodClass) => {
    expect(classesOf(name)).toContain(foodClass);
  });
});

describe('FoodCatalogue on ordinary punctuation', () => {
  it.each([
    ['beef, 65°C', ['beef']],
    ['steak #1', ['beef']],
    ['2x ribeye', ['beef']],
    ['1.5kg beef brisket', ['beef']],
    ['steak (2 lbs, 1")', ['beef']],
    ['**Steak** (ribeye)', ['beef']],
    ['U.S. T-bone', ['beef']],
    ["chef's A5 wagyu", ['beef']],
    ['grass-fed, dry-aged rib-eye!', ['beef']],
    ["shepherd's pie", ['ground_meat']],
    ['hamburger 80/20', ['ground_meat']],
    ['500g chicken', ['poultry']],
    ['chicken & vegetables', ['poultry']],
    ['chicken + rice', ['poultry']],
    ['chicken/turkey', ['poultry']],
    ['chicken (thighs), boneless', ['poultry']],
    ['B.B.Q. chicken', ['poultry']],
    ["gigot d'agneau", ['lamb']],
    ['1/2 lb. salmon', ['fish']],
    ['crab meat', ['crustacean']],
    ['corn-on-the-cob', ['vegetable']],
  ])('reads %j as %j', (name, classes) => {
    expect(classesOf(name)).toEqual(classes);
    expect(catalogue.understand(name).doubts).toEqual([]);
  });
});

it('judges no dangerous word looser than unknown when a mark breaks it', () => {
  const words = catalogue.classes
    .filter(({ foodClass }) => !HARMLESS_CLASSES.has(foodClass))
    .flatMap(({ foodClass }) => catalogue.namesOf(foodClass))
    .filter((name) => /^[a-z]{5,}$/u.test(name));
  const mark = fc.constantFrom('!', '*', '|', '@', '$', '.', '^', '%', '?', '=', '1', '0', '_');
  fc.assert(
    fc.property(fc.constantFrom(...words), mark, fc.nat(), (word, odd, at) => {
      const cut = 1 + (at % (word.length - 1));
      const [front, back] = [word.slice(0, cut), word.slice(cut)];
      // Halves that are names themselves are read as what they say: "ostrich!e" is no oyster.
      fc.pre([front, back].every((half) => catalogue.understand(half).matched.length === 0));
      const broken = `steak ${front}${odd}${back}`;
      const loosest = Math.max(rank('unknown'), rank(catalogue.understand(word).foodClass));
      expect([broken, rank(catalogue.understand(broken).foodClass) <= loosest]).toEqual([broken, true]);
    }),
    { numRuns: 1000 },
  );
});
