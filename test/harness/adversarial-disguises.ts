import fc from 'fast-check';
import { NAMES, plain, VOCABULARY, type Suspect } from './adversarial-catalogue.js';

const UNKNOWN: Suspect['readings'][number] = [{ foodClass: 'unknown' }];
const unreadable = (text: string | undefined): Suspect => ({ text, readings: [UNKNOWN] });
const WORDS = NAMES.filter(({ text }) => /^[a-z]{6,}$/u.test(plain(text)));

/** One slip within a word: it is the strict food that it is like, or it is an unknown food. */
export const misspelt = fc
  .tuple(fc.constantFrom(...WORDS), fc.nat(), fc.nat({ max: 25 }), fc.nat({ max: 2 }))
  .map(([{ text, food }, where, letter, kept]): Suspect => {
    const at = 1 + (where % (text.length - 4));
    const word = plain(text);
    const slip = String.fromCharCode(97 + letter) + word.slice(at, at + kept).slice(1);
    return { text: word.slice(0, at) + slip + word.slice(at + kept), readings: [[food], UNKNOWN] };
  })
  .filter(({ text = '' }) => !VOCABULARY.has(text) && !VOCABULARY.has(text.replace(/(?:s|es|n)$/u, '')))
  .map(({ text, readings }): Suspect => ({ text, readings: isStrict(readings) ? readings : [UNKNOWN] }));

const STRICT = ['raw_legume', 'mollusc', 'ground_meat', 'offal', 'game'];
const isStrict = ([first]: Suspect['readings']): boolean => STRICT.includes(first?.[0]?.foodClass ?? '');

const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  o: 'о',
  p: 'р',
  i: 'і',
  s: 'ѕ',
  h: 'һ',
};
const UNSEEN = ['\u200b', '\u200d', '\u00ad', '\u2060', '\ufeff', '\u202e', '\u0000', '\u{e0061}', '\u3164'];
/** Names that no reader can understand, since their characters resemble others. */
export const disguised = fc
  .tuple(fc.constantFrom(...NAMES), fc.nat(), fc.constantFrom(...UNSEEN), fc.boolean())
  .map(([{ text }, where, unseen, lookalike]): Suspect => {
    const at = where % (text.length + 1);
    const alike = text.replace(/[aceopish]/u, (letter) => LOOKALIKES[letter] ?? letter);
    return unreadable(lookalike && alike !== text ? alike : text.slice(0, at) + unseen + text.slice(at));
  });

/** Letter by letter. */
export const spelt = fc
  .tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', '.', '-', '_'))
  .map(([{ text, food }, gap]): Suspect => ({ text: [...text].join(gap), readings: [[food], UNKNOWN] }));

const MEMBERS = [
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
  'null',
  'undefined',
  'NaN',
  '0',
];
const SCRIPTS = [
  '鶏肉',
  'курица',
  'κοτόπουλο',
  'دجاج',
  'עוף',
  '닭고기',
  'ไก่',
  'говядина',
  'мясо',
  '🍗',
  '🥩',
];
/** What names no food, or none in the letters of the catalogue. */
export const nothing = fc
  .oneof(
    fc.constantFrom(undefined, '', ' ', '\t\n', '!!!', '...', '-', ...MEMBERS, ...SCRIPTS.slice(0, 9)),
    fc.string({ unit: 'binary', maxLength: 3 }).filter((text) => !/[\p{L}\p{S}]/u.test(text)),
  )
  .map(unreadable);

/** Filled up to the longest name that is taken, and to one longer. */
export const padded = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.constantFrom('the ', 'my very ', 'fresh '),
    fc.constantFrom(64, 65, 128),
  )
  .filter(([{ alone }]) => !alone)
  .map(([{ text, food }, word, length]): Suspect => {
    const space = Math.max(0, length - text.length);
    return {
      text: word.repeat(space).slice(0, Math.floor(space / word.length) * word.length) + text,
      readings: [[food]],
    };
  });
