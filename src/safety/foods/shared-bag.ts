import type { StatedWords } from './stated-words.js';

/** No one puts more pieces than this in one bag: such a number is a time or a temperature. */
const MOST_PIECES = 40;
/** What follows a number that counts no pieces. */
const NO_PIECES =
  /^(?:c|f|h|k|x|min|mins|minutes?|hours?|hrs?|days?|degrees?|grad|percent|ml|l|cups?|year|years|st)$/u;

/** Whether several pieces lie in one bag: "6 chicken breasts in a bag", "three steaks per pouch". */
export function sharesBag(words: readonly string[], { lists, scales }: StatedWords): boolean {
  if (lists.sharing_bag.findIn(words) === undefined || lists.apart.findIn(words) !== undefined) return false;
  return words.some((word, index) => {
    const count = /^\d{1,2}$/u.test(word) ? Number(word) : (scales.numbers.get(word) ?? 0);
    const next = words[index + 1] ?? '';
    const measure = scales.lengths.has(next) || scales.weights.has(next) || NO_PIECES.test(next);
    return Number.isInteger(count) && count >= 2 && count <= MOST_PIECES && !measure;
  });
}
