import type { FoodClass } from './food-class.js';
import { FOOD_CLASSES, HARMLESS_CLASSES } from './food-class.js';
import type { PhraseIndex } from './phrase-index.js';
import type { Entry } from './sentence.js';

const SHORTEST_WORD = 3;
// A word this short has lost a letter, or it is like anything: "duk".
const LONGEST_LOSS = 3;
// Two short words side by side are too often like something.
const SHORTEST_PIECED = 6;
// "Chhhicken": a letter written three times is emphasis.
const STUTTER = /(\p{L})\1{2,}/gu;
// Shorter names begin or end too many innocent words: "hen" ends "kitchen".
const SHORTEST_PART = 5;
// German compounds are long, but nothing real is longer; without a bound a long word would cost its square.
const LONGEST_WORD = 40;

/** How a word that resembles a name of the catalogue was understood. */
export type Reading =
  | { readonly kind: 'understood'; readonly entries: readonly Entry[] }
  | { readonly kind: 'doubtful' }
  | { readonly kind: 'nothing' };

const NOTHING: Reading = { kind: 'nothing' };

/**
 * Reads a word that is not in the catalogue. One slip away from names of exactly one class, it is
 * taken for them if that class is at least as strict as an unknown food: a guess may only be
 * stricter. Any other likeness is a doubt, also an animal food that begins or ends a longer word,
 * as in "Hähnchenfüllung".
 */
export function readMisspelling(typed: string, index: PhraseIndex<Entry>): Reading {
  const word = typed.replace(STUTTER, '$1');
  if (word.length < SHORTEST_WORD || word.length > LONGEST_WORD) return NOTHING;
  const reading = readLike(word, index);
  return reading.kind === 'nothing' && holdsAnimal(word, index) ? { kind: 'doubtful' } : reading;
}

/** Reads a word put together of pieces that stood side by side: "chi cken". Whole plants are let pass. */
export function readPieces(word: string, index: PhraseIndex<Entry>): Reading {
  const entry = index.word(word);
  if (entry === undefined) return word.length < SHORTEST_PIECED ? NOTHING : readLike(word, index);
  if (entry.kind === 'food' && !matters(entry)) return NOTHING;
  return judged([entry]);
}

/** Reads a word by the names that are one slip away. */
function readLike(word: string, index: PhraseIndex<Entry>): Reading {
  const short = word.length <= LONGEST_LOSS;
  const entries = short ? index.nearLonger(word).filter(matters) : index.near(word);
  return entries.length === 0 ? NOTHING : judged(entries);
}

function judged(entries: readonly Entry[]): Reading {
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

/** Whether it is a food that may make someone ill. */
const matters = (entry: Entry | undefined): boolean =>
  entry?.kind === 'food' && !HARMLESS_CLASSES.has(entry.food.foodClass);
