import fc from 'fast-check';
import { BY_CLASS, NAMES, type CatalogueName, type Suspect } from './adversarial-catalogue.js';
import { disguised, misspelt, nothing, padded, spelt } from './adversarial-disguises.js';
import { details } from './adversarial-details.js';

const FLESH = ['poultry', 'pork', 'beef', 'lamb', 'game', 'offal', 'fish', 'crustacean'];
/** Bare "meat" takes the class of what stands beside it. */
const COMBINED = NAMES.filter(({ food }) => food.foodClass !== 'unknown');
const PIECES = NAMES.filter(({ food }) => FLESH.includes(food.foodClass));

const anyName = fc.oneof(...BY_CLASS.map((names) => fc.constantFrom(...names)));
const combined = fc.constantFrom(...COMBINED);
const piece = fc.constantFrom(...PIECES);
const plainly = ({ text, food }: CatalogueName): Suspect => ({ text, readings: [[food]] });

/** `{a}` and `{b}` stand for two names. */
const MIXTURES = [
  ...['with', 'and', 'or', 'mit', 'und', 'oder', 'avec', 'et', 'con', 'y', 'e', '+', ',', '/', '&', ' '].map(
    (joint) => `{a} ${joint} {b}`,
  ),
  ...['{a} (actually {b})', '{a}, not {b}', '{a} instead of {b}', '{a} without {b}', 'not {a} but {b}'],
  ...[
    '{a} ohne {b}',
    '{a} sans {b}',
    '{a} sin {b}',
    '{a} senza {b}',
    'no {a}, no {b}',
    '{a} rather than {b}',
  ],
];
const mixture = fc.tuple(combined, combined, fc.constantFrom(...MIXTURES)).map(([a, b, form]): Suspect => ({
  text: form.replace('{a}', () => a.text).replace('{b}', () => b.text),
  readings: [[a.food, b.food]],
}));

const ADORNED = [
  'not {}',
  'no {}',
  '{}!',
  '«{}»',
  '  {}  ',
  '{} 500 g',
  'my {}',
  'fresh {}',
  '{}, raw',
  '{}?',
];
const adorned = fc
  .tuple(combined, fc.constantFrom(...ADORNED), fc.boolean())
  .filter(([{ alone }]) => !alone)
  .map(([{ text, food }, form, loud]): Suspect => {
    const whole = form.replace('{}', () => text);
    return { text: loud ? whole.toUpperCase() : whole, readings: [[food]] };
  });

const GROUND = ['ground', 'minced', 'finely ground', 'gehackt', 'haché', 'picada', 'molida', 'macinata'];
const PIERCED = [
  'tenderised',
  'tenderized',
  'injected',
  'bladed',
  'jaccarded',
  'tumbled',
  'rolled',
  'stuffed',
];
const altered = fc
  .tuple(
    piece,
    fc.constantFrom('{w} {}', '{} {w}', '{}, {w}'),
    fc.oneof(
      fc.constantFrom(...GROUND.map((word) => [word, 'ground'] as const)),
      fc.constantFrom(...PIERCED.map((word) => [word, 'pierced'] as const)),
    ),
  )
  .map(([{ text, food }, form, [word, how]]): Suspect => {
    const filled =
      food.foodClass === 'poultry' && /stuffed|rolled/u.test(word) ? ({ cut: 'large' } as const) : {};
    return {
      text: form.replace('{w}', word).replace('{}', () => text),
      readings: [[{ ...food, ...filled, altered: how }]],
    };
  })
  // "Fish steak" and "haché" meet as a patty, which is thinner than mince in a bag.
  .filter(({ text }) => !/steak\W+haché/u.test(text ?? ''));

const BEANS = NAMES.filter(({ food, text }) => food.foodClass === 'raw_legume' && /^[a-z ]+$/u.test(text));
const BOILED = ['boiled {}', 'canned {}', '{} in a can'];
const RAW = ['not boiled {}', 'half boiled {}', '{} with canned tomatoes', 'soaked {}', 'uncooked canned {}'];
const beans = fc
  .tuple(fc.constantFrom(...BEANS), fc.constantFrom(...BOILED, ...RAW))
  .map(([{ text, food }, form]): Suspect => ({
    text: form.replace('{}', text),
    readings: [[RAW.includes(form) ? food : { foodClass: 'vegetable' }]],
  }));

/** Names as people give them, and as they would be given to get something past the engine. */
export const suspects: fc.Arbitrary<Suspect> = fc.oneof(
  { weight: 6, arbitrary: anyName.map(plainly) },
  { weight: 4, arbitrary: mixture },
  { weight: 2, arbitrary: adorned },
  { weight: 4, arbitrary: altered },
  { weight: 2, arbitrary: misspelt },
  { weight: 2, arbitrary: disguised },
  { weight: 2, arbitrary: details },
  { weight: 1, arbitrary: fc.oneof(spelt, nothing, padded, beans) },
);
