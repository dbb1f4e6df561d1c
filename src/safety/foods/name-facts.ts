import type { FoodName } from './food-data.js';
import type { FoodClass } from './food-class.js';
import type { DairyKind, NameFacts } from './food.js';
import type { StatedWords, WordList } from './stated-words.js';

/** Up to so many words after "for" may name a person: "for my wife and her two babies". */
const FARTHEST = 5;
/** Up to this age, and from the other one on, people fall ill easily: FDA Food Code 2022, 3-801.11. */
const YOUNG = 5;
const OLD = 65;
/** By how long and hot it must be heated, the least in front. */
const DAIRY_BY_HEAT: readonly DairyKind[] = ['breast_milk', 'milk', 'enriched', 'eggnog'];

/** The words that name a vulnerable eater; undefined when none do. */
export function vulnerableIn(words: readonly string[], { lists, scales }: StatedWords): string | undefined {
  const said = lists.vulnerable.findIn(words);
  if (said !== undefined) return said;
  for (const [index, word] of words.entries()) {
    const ofPerson = lists.person.has(word)
      ? oldAgeIn(words.slice(index + 1, index + 1 + FARTHEST))
      : undefined;
    if (ofPerson !== undefined) return `${word} ${ofPerson}`;
    const meant = lists.for.has(word)
      ? lists.vulnerable_after_for.findIn(words.slice(index + 1, index + 1 + FARTHEST))
      : ageIn(words.slice(index, index + 3), lists.ages, scales.numbers);
    if (meant !== undefined) return meant;
  }
  return undefined;
}

/** The age of a person who was named: "my dad, 81", "mother aged 90", "mom who is 80". */
const oldAgeIn = (words: readonly string[]): string | undefined =>
  words.find((word) => {
    const age = Number(/^(\d{2,3})(?:th|st|nd|rd)?$/u.exec(word)?.[1]);
    return age >= OLD && age < 120;
  });

/** "2 year old", "3 mois", "70-jährige", "2yo". */
function ageIn(
  [first = '', unit = '', behind = '']: readonly string[],
  ages: StatedWords['lists']['ages'],
  numbers: ReadonlyMap<string, number>,
): string | undefined {
  const [, digits, short] = /^(\d{1,3})(yo|th birthday)?$/u.exec(first) ?? [];
  const age = digits === undefined ? numbers.get(first) : Number(digits);
  if (age === undefined) return undefined;
  const english = /^(?:years?|yrs?|months?)$/u.test(unit);
  const initials = unit === 'y' && behind === 'o';
  const said =
    short !== undefined ||
    initials ||
    (ages.has(unit) && (!english || behind === 'old' || behind === 'olds'));
  const months = /^mo|^me/u.test(unit);
  const counts = months ? age < YOUNG * 12 : age <= YOUNG || age >= OLD;
  return said && counts ? [first, unit].join(' ').trim() : undefined;
}

/** So many words behind a denial it still speaks of them: "without an intact surface". */
const DENIED = 3;

/** Whether the name denies that the piece is whole: "no longer whole", "isn't intact", "nicht mehr ganz". */
export const deniesIntact = (words: readonly string[], { lists }: StatedWords): boolean =>
  words.some(
    (word, index) =>
      lists.denials.has(word) &&
      words.slice(index + 1, index + 1 + DENIED).some((one) => lists.intact.has(one)),
  );

/** What is said of the cold in a name. */
export interface StatedCold {
  /** All words of the name. */
  readonly words: readonly string[];
  /** Those that belong to nothing that says that it was thawed. */
  readonly others: readonly string[];
  readonly thawed: boolean;
  /** Whether every word of the name was understood. */
  readonly clear: boolean;
}

/** "Un-thawed", "thawed some", "thawed for an hour": what stands directly beside the word takes it back. */
export const isHalfThawed = (words: readonly string[], thawed: ReadonlySet<number>): boolean =>
  words.some((_, index) => {
    if (!thawed.has(index)) return false;
    const behind = words.slice(index + 1, index + 3).join(' ');
    return words[index - 1] === 'un' || /^(?:some|somewhat|an? |(?:for|in) an?$)/u.test(behind);
  });

/** "Isn't", before "not frozen". */
const IS_NOT = /^(?:is|was|are|were|has|have|had)nt?$/u;

/** Whether it comes frozen: a word that loosens is believed only when nothing takes it back. */
export function isFrozen(
  { words, others, thawed, clear }: StatedCold,
  cold: WordList,
  { lists }: StatedWords,
): boolean {
  const never = lists.never_frozen.findIn(words);
  const rest = never === undefined ? others : without(others, never.split(' '));
  if (cold.findIn(rest) !== undefined || rest.some((word) => isCold(word, lists))) return true;
  if (never !== undefined) return rest.some((word) => IS_NOT.test(word));
  if (!thawed) return false;
  // What stands beside the word may take it back: a word that is not understood, or how much of it is thawed.
  return !clear || rest.some((word) => lists.not_really.has(word) || /^\d+$/u.test(word));
}

/** Takes each word of a phrase away once. */
function without(words: readonly string[], phrase: readonly string[]): readonly string[] {
  const gone = [...phrase];
  return words.filter((word) => {
    const at = gone.indexOf(word);
    if (at >= 0) gone.splice(at, 1);
    return at < 0;
  });
}

/** Stems of freezing and thawing: what belongs to no word that says that it is thawed may well be frozen. */
const OF_COLD = /froz|froze|freez|frost|thaw|gefror|gefrier|getaut|tauen|vereist|congel|surgel|ghiacciat/u;

const isCold = (word: string, lists: StatedWords['lists']): boolean =>
  OF_COLD.test(word) || [...lists.frozen_beginnings.words].some((beginning) => word.startsWith(beginning));

/** The kind of dairy that needs the most heat; what is sweetened or not understood counts as enriched. */
export function dairyOf(
  foods: readonly FoodName[],
  words: readonly string[],
  stated: StatedWords,
  clear: boolean,
): DairyKind | undefined {
  const dairy = foods.filter(({ foodClass }) => foodClass === 'dairy');
  if (dairy.length === 0) return undefined;
  const kinds = dairy.map((food) => food.dairy ?? 'enriched');
  const sweet = stated.lists.sweet.findIn(words) !== undefined || !clear;
  return [...kinds, ...(sweet ? (['enriched'] as const) : [])].toSorted(
    (one, other) => DAIRY_BY_HEAT.indexOf(other) - DAIRY_BY_HEAT.indexOf(one),
  )[0];
}

/** Whether the egg times that were published for hens' eggs hold. */
export const isHensEgg = (words: readonly string[], { lists }: StatedWords): boolean =>
  lists.other_eggs.findIn(words) === undefined;

/** The poison of any food in the name. */
export const poisonOf = (foods: readonly FoodName[]): NameFacts['poison'] =>
  foods.find(({ poison }) => poison !== undefined)?.poison;

/** The kinds of food that may be served without having been pasteurised. */
export const LENIENT: ReadonlySet<FoodClass> = new Set(['beef', 'lamb', 'fish', 'egg']);
