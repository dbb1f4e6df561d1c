import fc from 'fast-check';
import { makeSafety } from '../../../test/harness/safety.js';
import { trials } from '../../../test/harness/soak.js';
import type { FoodClass } from './food-class.js';
import { FOOD_CLASSES, HARMLESS_CLASSES } from './food-class.js';

const catalogue = makeSafety().foods;
const rank = (foodClass: FoodClass): number => FOOD_CLASSES.indexOf(foodClass);

it('judges no dangerous word more loosely than an unknown food when a mark breaks it', () => {
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
    trials(200, 1000),
  );
});
