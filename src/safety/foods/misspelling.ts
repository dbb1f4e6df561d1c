import type { FoodClass } from './food.js';
import { FOOD_CLASSES, HARMLESS_CLASSES } from './food.js';
import type { PhraseIndex } from './phrase-index.js';
import type { Entry } from './sentence.js';

const SHORTEST_WORD = 4;
// Shorter names begin or end too many innocent words: "hen" ends "kitchen".
const SHORTEST_PART = 5;
// German compounds are long, but nothing real is longer; without a bound a long word would cost its square.
const LONGEST_WORD = 40;

/** What became of a word that is no name of the catalogue but looks like one. */
export type Reading =
  | { readonly kind: 'understood'; readonly entries: readonly Entry[] }
  | { readonly kind: 'doubtful' }
  | { readonly kind: 'nothing' };

/**
 * Reads a word that is not in the catalogue. One slip away from names of exactly one class, it is
 * taken for them if that class is at least as strict as an unknown food: a guess may only be
 * stricter. Any other likeness is a doubt, also an animal food that begins or ends a longer word,
 * as in "Hähnchenfüllung".
 */
export function readMisspelling(word: string, index: PhraseIndex<Entry>): Reading {
  if (word.length < SHORTEST_WORD || word.length > LONGEST_WORD) return { kind: 'nothing' };
  const entries = index.near(word);
  if (entries.length === 0) return { kind: holdsAnimal(word, index) ? 'doubtful' : 'nothing' };
  const classes = new Set(entries.map(classOf));
  const [only] = classes;
  const safe = classes.size === 1 && only !== undefined && isStrict(only);
  return safe ? { kind: 'understood', entries } : { kind: 'doubtful' };
}

const isStrict = (foodClass: FoodClass) => FOOD_CLASSES.indexOf(foodClass) <= FOOD_CLASSES.indexOf('unknown');

/** What an entry makes of a food, at the least. */
function classOf(entry: Entry): FoodClass {
  if (entry.kind === 'food') return entry.food.foodClass;
  return entry.effect === 'ground' ? 'ground_meat' : 'non_intact_meat';
}

function holdsAnimal(word: string, index: PhraseIndex<Entry>): boolean {
  for (let length = SHORTEST_PART; length < word.length; length++) {
    const parts = [word.slice(0, length), word.slice(-length)];
    if (parts.some((part) => matters(index.word(part)))) return true;
  }
  return false;
}

const matters = (entry: Entry | undefined): boolean =>
  entry?.kind === 'food' && !HARMLESS_CLASSES.has(entry.food.foodClass);
