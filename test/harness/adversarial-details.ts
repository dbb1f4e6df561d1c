import fc from 'fast-check';
import { NAMES, type Suspect } from './adversarial-catalogue.js';
import type { TrueFood } from '../oracle/oracle-foods.js';

const UNKNOWN: TrueFood = { foodClass: 'unknown' };
/** Names that stand for one food in any context. */
const FOODS = NAMES.filter(({ alone, text }) => !alone && !/filet mignon/iu.test(text)).filter(
  ({ food }) => !['raw_legume', 'vegetable', 'yoghurt', 'chocolate', 'grain'].includes(food.foodClass),
);
const name = fc.constantFrom(...FOODS);

const DENIED = ['not thawed', 'half thawed', 'partially defrosted', 'nicht aufgetaut', 'non décongelé', 'TK'];
/** Thawed, and taken back in the same breath. */
const frozen = fc.tuple(name, fc.constantFrom(...DENIED)).map(([{ text, food }, denied]): Suspect => ({
  text: `${text} ${denied}`,
  readings: [[{ ...food, frozen: true }]],
}));

const SAID: readonly (readonly [words: string, thickness: number])[] = [
  ['5 cm thick', 50],
  ['6 cm dick', 60],
  ['thickness 80 mm', 80],
  ['3 inches thick', 76],
  ['épais de 7 cm', 70],
  ['spesso 9 cm', 90],
];
/** With its thickness stated in words. */
const measured = fc
  .tuple(name, fc.constantFrom(...SAID))
  .map(([{ text, food }, [words, statedThickness]]): Suspect => ({
    text: `${text} ${words}`,
    readings: [[{ ...food, statedThickness }]],
  }));

const STRANGE = [
  'zorblax',
  'Globomart',
  'quibbled',
  'gloopish',
  'extruded',
  'wrumpf',
  'snarfed',
  'Brimblewood',
];
const LENIENT = FOODS.filter(({ food }) => ['beef', 'lamb', 'fish', 'egg'].includes(food.foodClass));
/** An unknown word beside a food that may be served as it is. */
const doubtful = fc
  .tuple(fc.constantFrom(...LENIENT), fc.constantFrom(...STRANGE))
  .map(([{ text, food }, word]): Suspect => ({ text: `${word} ${text}`, readings: [[food, UNKNOWN]] }));

/** Nothing but a picture. */
const shown = fc
  .constantFrom('🐄', '🐟', '🥚', '🐑', '🍗🍖', '🐮 2 lb')
  .map((text): Suspect => ({ text, readings: [[UNKNOWN]] }));

/** Details beside the name of a food, or in its place. */
export const details = fc.oneof(frozen, measured, doubtful, shown);
