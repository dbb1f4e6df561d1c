import { spellPictures } from './food-pictures.js';
import type { Marks } from './name-marks.js';
import { readMarks } from './name-marks.js';

const LONGEST_SHOWN = 64;
// Far above the 64 characters of the contract: a name beyond it is not read at all.
const LONGEST_READ = 10_000;

// Control, format, surrogate, private and unassigned characters, line separators, and invisible letters.
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const UNSEEN_RUN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\s]+/gu;
// Another script, or a character that resembles a plain letter, such as ᴄ, ɡ or 🅒.
const FOREIGN_LETTER = /(?![a-z])\p{L}|[\u{1F110}-\u{1F1FF}]/u;
const COMBINING = /\p{M}+/gu;
const WORD = /[\p{L}\p{N}]+/gu;
// Nothing to undo: most names of the catalogue, which are read by the thousand.
const PLAIN = /^[a-z]+(?: [a-z]+)*$/;
const NONE: ReadonlySet<number> = new Set();

// Letters that Unicode does not take apart, as they are commonly spelt without them.
const SPELT_OUT: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ı', 'i'],
]);
const TO_SPELL_OUT = /[ßæœøłđı]/gu;

/** The words of a name, and what the marks between them make of them. */
export interface SpokenName extends Marks {
  /** In one plain spelling: lower case, no accents, no punctuation. */
  readonly words: readonly string[];
  /** Whether it is asked and not said: "boiled?". */
  readonly asks: boolean;
}

/**
 * Reads a name word by word.
 * @returns undefined when the name may hide what it means: invisible characters, letters without
 * an equivalent in a to z, too many characters, or none left
 */
export function readName(name: string): SpokenName | undefined {
  if (name.length > LONGEST_READ) return undefined;
  if (PLAIN.test(name)) return { words: name.split(' '), parted: NONE, marked: NONE, asks: false };
  const composed = spellPictures(name.normalize('NFKC').toLowerCase());
  const spelt = plain(composed);
  if (UNSEEN.test(composed) || FOREIGN_LETTER.test(spelt)) return undefined;
  const words = spelt.match(WORD);
  return words ? { words, asks: /[?¿]/u.test(spelt), ...readMarks(words, spelt.split(WORD)) } : undefined;
}

/** The words of a name alone. */
export const wordsOf = (name: string): readonly string[] | undefined => readName(name)?.words;

/** The spellings of a name of the catalogue: accents left out, and German umlauts also as `ae`, `oe`, `ue`. */
export function spellingsOf(name: string): readonly (readonly string[])[] {
  const spelt = name.replace(/[äöüÄÖÜ]/gu, (letter) => `${letter.normalize('NFD').charAt(0)}e`);
  return [...new Set([name, spelt])].map((spelling) => wordsOf(spelling) ?? []);
}

/**
 * A name fit for showing: printable, in one line, at most 64 characters.
 * @returns undefined when nothing of it can be shown
 */
export function tidyName(name: string): string | undefined {
  const line = name.slice(0, LONGEST_READ).normalize('NFC').replace(UNSEEN_RUN, ' ').trim();
  // The cut may halve a character of two units; a half is not printable.
  const shown = line.slice(0, LONGEST_SHOWN).replace(/\p{Cs}$/u, '');
  return shown.trim() || undefined;
}

function plain(composed: string): string {
  return composed
    .replace(TO_SPELL_OUT, (letter) => SPELT_OUT.get(letter) ?? letter)
    .normalize('NFD')
    .replace(COMBINING, '');
}
