import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { FOODS, makeSafety } from '../../../test/harness/safety.js';
import { trials } from '../../../test/harness/soak.js';
import { wordsOf } from './food-name.js';
import { FOOD_CLASSES, HARMLESS_CLASSES } from './food-class.js';

const catalogue = makeSafety().foods;
type Lists = Readonly<Record<string, unknown>>;
const read = (file: string) => JSON.parse(readFileSync(join(FOODS, file), 'utf8')) as Lists;
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Object.values((value ?? {}) as Lists).flatMap(textsIn);
const wordsIn = (value: unknown) => textsIn(value).flatMap((text) => wordsOf(text) ?? []);

const words = read('words.json');
// These make a portion of a large cut, or boil a bean, on purpose; and the joints make two foods of one name.
const loosening = new Set([
  ...wordsIn(read('pieces.json')['portion_words']),
  ...wordsIn([words['boiled'], words['thawed'], words['joining']]),
]);
const pool = [
  ...wordsIn([words['neutral'], words['ordinary'], words['large'], words['frozen'], read('everyday.json')]),
  ...wordsIn(Object.values(read('told.json')).filter(Array.isArray)),
  ...['zorblax', '2', '500 g', '2 kg', '5 cm', '12 inch', '🐄', '🍗'],
].filter((word) => !loosening.has(word) && catalogue.understand(word).matched.length === 0);
// Bare "meat" becomes better known by any food beside it.
const names = FOOD_CLASSES.filter((one) => !HARMLESS_CLASSES.has(one) && one !== 'unknown')
  .flatMap((foodClass) => catalogue.namesOf(foodClass))
  .filter((name) => ![...HARMLESS_CLASSES, 'unknown'].includes(catalogue.understand(name).foodClass));

function strictnessOf(name: string) {
  const { judgedAs, assumedThickness, frozen, facts, lean, bird } = catalogue.understand(name);
  const refused = judgedAs.some(({ refusedBecause }) => refusedBecause !== undefined);
  return {
    coolest: refused ? Infinity : Math.max(...judgedAs.map(({ floor }) => floor ?? 40)),
    pasteurised: judgedAs.some(({ mustBePasteurized }) => mustBePasteurized),
    required: facts.thicknessRequired,
    assumedThickness,
    frozen,
    lean,
    bird,
  };
}

describe('More words in a name', () => {
  it('never make it looser', () => {
    const word = fc.constantFrom(...pool);
    fc.assert(
      fc.property(fc.constantFrom(...names), word, word, fc.boolean(), (name, one, other, behind) => {
        const longer = behind ? `${name} ${one} ${other}` : `${one} ${other} ${name}`;
        const [before, after] = [strictnessOf(name), strictnessOf(longer)];
        const looser = [
          after.coolest < before.coolest,
          before.pasteurised && !after.pasteurised,
          before.required && !after.required,
          after.assumedThickness < before.assumedThickness,
          before.frozen && !after.frozen,
          after.lean && !before.lean,
        ];
        expect([longer, before, after, looser]).toEqual([longer, before, after, looser.map(() => false)]);
      }),
      trials(300, 1500),
    );
  });
});
