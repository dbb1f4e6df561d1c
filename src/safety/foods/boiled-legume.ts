import type { BoiledWords } from './food-data.js';
import { wordsOf } from './food-name.js';
import type { Found } from './phrase-index.js';

/** In plain spelling. What has none is left out: as an empty one it would be found where nothing is said. */
const spell = (phrases: readonly string[]): ReadonlySet<string> =>
  new Set(phrases.flatMap((phrase) => wordsOf(phrase)?.join(' ') ?? []));

/** Shorter than this nothing is boiled through, in minutes. Source: FDA Bad Bug Book, 30 min for kidney beans. */
const SHORTEST_BOIL = 30;
const MINUTES = /^(?:mins?|minutes?|minuten?|minuti|minutos?)$/u;

const isBrief = (words: readonly string[]): boolean =>
  words.some((word, index) => Number(word) < SHORTEST_BOIL && MINUTES.test(words[index + 1] ?? ''));

/**
 * Makes the question whether a legume is named as boiled or canned: directly in front of it or right
 * behind it at the end, with no word anywhere that takes it back, such as "not" or "dried".
 */
export function boiledLegumes(spoken: BoiledWords) {
  const before = spell(spoken.before);
  const after = spell(spoken.after);
  const unless = spell(spoken.unless);
  return (words: readonly string[], { start, end }: Found<unknown>): boolean => {
    if (words.some((word) => unless.has(word)) || isBrief(words)) return false;
    return before.has(words[start - 1] ?? '') || after.has(words.slice(end).join(' '));
  };
}
