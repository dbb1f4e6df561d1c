import type { FoodName } from './food-data.js';
import type { FoodClass } from './food-class.js';
import { LENIENT } from './name-facts.js';
import type { Found } from './phrase-index.js';
import type { StatedWords } from './stated-words.js';

/** Words between a denial and the food that it speaks of: "pas de boeuf", "isn't any beef". */
const BETWEEN: ReadonlySet<string> = new Set([
  ...['t', 'of', 'the', 'a', 'an', 'any', 'is', 'it', 'de', 'du', 'd', 'von', 'vom', 'di', 'del', 'really'],
]);
const EGG: FoodClass = 'egg';

/**
 * Words beside which meat or fish loses what only its kind may do: those that deny it ("not beef", "half beef"),
 * and those that name another form of it ("brick", "dough").
 * @param text as it was written, in plain spelling
 */
export function doubtsBesideFlesh(
  placed: readonly Found<FoodName>[],
  words: readonly string[],
  { lists }: StatedWords,
  text: string,
): readonly string[] {
  const lenient = placed.filter(({ entry }) => LENIENT.has(entry.foodClass) && entry.foodClass !== EGG);
  if (lenient.length === 0) return [];
  const owned = new Set(placed.flatMap(({ start, end }) => range(start, end)));
  const flesh = new Set(lenient.flatMap(({ start, end }) => range(start, end)));
  const forms = words.filter((word, index) => !flesh.has(index) && lists.doubtful_beside_flesh.has(word));
  const denied = lenient.flatMap((found) => [
    ...(denialBefore(found, words, owned, lists) ?? []),
    ...substituteBehind(found, words),
  ]);
  const asked = /[?¿]/u.test(text) ? ['?'] : [];
  const shared = SHARE.exec(text)?.[1];
  const share = lenient.some(({ start }) => words[start] === shared) ? ['%'] : [];
  return [...forms, ...denied, ...asked, ...share];
}

/** "50 % beef": the rest is unknown. */
const SHARE = /(?<![\d.,])\d{1,2}\s*%\s*(?:of\s|de\s|di\s)?\s*([a-z]+)/u;

/** Of a cut these say how much of it there is, and of a kind of meat that it is not all: "half a fillet", "half beef". */
const IN_PART: ReadonlySet<string> = new Set(['half', 'part', 'like', 'quarter']);
/** "Beef free", "beef-style", and not "beef, free range". */
const SUBSTITUTE = /^(?:less|style|flavou?r|flavou?red|free(?! range))/u;

function denialBefore(
  { start, entry }: Found<FoodName>,
  words: readonly string[],
  owned: ReadonlySet<number>,
  lists: StatedWords['lists'],
): readonly string[] | undefined {
  const isCut = entry.name.includes(' ');
  for (let index = start - 1; index >= 0 && !owned.has(index); index--) {
    const word = words[index] ?? '';
    if (lists.denied_food.has(word)) return isCut && IN_PART.has(word) ? undefined : [word];
    if (!BETWEEN.has(word)) return undefined;
  }
  return undefined;
}

const substituteBehind = ({ end, entry }: Found<FoodName>, words: readonly string[]): readonly string[] =>
  !entry.name.includes(' ') && SUBSTITUTE.test(words.slice(end, end + 2).join(' ')) ? [words[end] ?? ''] : [];

const range = (start: number, end: number): readonly number[] =>
  Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at);
