import { withinOneEdit } from '../../shared/edit-distance.js';
import { spellingsOf } from './food-name.js';

/** An entry found in a name: the words from `start` up to, not including, `end`. */
export interface Found<Entry> {
  readonly start: number;
  readonly end: number;
  readonly entry: Entry;
}

/** Finds names of one or several words among the words of a text. */
export class PhraseIndex<Entry> {
  // Maps only: words such as `constructor` come from outside.
  private readonly words = new Map<string, Entry>();
  // Apart, since a table of all of them would be twice as large as it needs to be.
  private readonly phrases = new Map<string, Entry>();
  // One slip leaves the first letter of a word or its last one, so that few words need to be compared.
  private readonly wordsByEnd = new Map<string, string[]>();
  private longest = 0;

  /**
   * Adds a name in all its spellings; the first entry of a spelling stays. A single word is kept with its plurals, to
   * be compared with misspelt ones. Those of several words are undone when they are looked up: kept, they would take
   * two thirds of the memory.
   */
  add(name: string, entry: Entry): void {
    for (const words of spellingsOf(name)) {
      this.addForm(words, entry);
      const [word = ''] = words;
      if (words.length === 1) for (const plural of pluralsOfWord(word)) this.addForm([plural], entry);
    }
  }

  /** The entry of a single word. */
  word(word: string): Entry | undefined {
    return this.words.get(word);
  }

  /**
   * The entries in a text, in the order of its words. What lies within a longer phrase is no reading of
   * its own, but what reaches beyond it is one: "soft boiled egg yolk" is a boiled egg and an egg yolk.
   * Takes time in proportion to the words, times the words of the longest phrase.
   */
  find(words: readonly string[], wanted: (entry: Entry) => boolean): readonly Found<Entry>[] {
    const found: Found<Entry>[] = [];
    // Up to which word the phrases reach that begin at a word or before it.
    let reach = words.map(() => 0);
    for (let length = Math.min(this.longest, words.length); length > 0; length--) {
      const alike = this.findOfLength(length, words, reach).filter(({ entry }) => wanted(entry));
      found.push(...alike);
      if (alike.length > 0) reach = reachOf(found, words.length);
    }
    return found.toSorted((one, other) => one.start - other.start);
  }

  /** The entries of single words that differ from `word`, of three letters or more, by one slip of the fingers. */
  near(word: string): readonly Entry[] {
    return this.nearOfLengths(word, [word.length - 1, word.length, word.length + 1]);
  }

  /** The entries of single words that `word` becomes with one letter more. */
  nearLonger(word: string): readonly Entry[] {
    return this.nearOfLengths(word, [word.length + 1]);
  }

  private nearOfLengths(word: string, lengths: readonly number[]): readonly Entry[] {
    const entries = new Set<Entry>();
    for (const name of lengths.flatMap((length) => this.alikeAtAnEnd(word, length))) {
      const entry = withinOneEdit(name, word) ? this.words.get(name) : undefined;
      if (entry !== undefined) entries.add(entry);
    }
    return [...entries];
  }

  private alikeAtAnEnd(word: string, length: number): readonly string[] {
    return endsOf(word, length).flatMap((end) => this.wordsByEnd.get(end) ?? []);
  }

  private findOfLength(
    length: number,
    words: readonly string[],
    reach: readonly number[],
  ): readonly Found<Entry>[] {
    const found: Found<Entry>[] = [];
    for (let start = 0; start + length <= words.length; start++) {
      const end = start + length;
      if ((reach[start] ?? 0) >= end) continue;
      const entry = this.phrase(words.slice(start, end));
      if (entry !== undefined) found.push({ start, end, entry });
    }
    return found;
  }

  private phrase(words: readonly string[]): Entry | undefined {
    if (words.length === 1) return this.words.get(words[0] ?? '');
    const exact = this.phrases.get(words.join(' '));
    if (exact !== undefined) return exact;
    for (const singular of singularsOf(words)) {
      const entry = this.phrases.get(singular.join(' '));
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  private addForm(words: readonly string[], entry: Entry): void {
    const phrase = words.join(' ');
    const forms = words.length > 1 ? this.phrases : this.words;
    if (phrase === '' || forms.has(phrase)) return;
    forms.set(phrase, entry);
    this.longest = Math.max(this.longest, words.length);
    if (words.length > 1) return;
    for (const end of endsOf(phrase, phrase.length)) {
      const alike = this.wordsByEnd.get(end);
      if (alike === undefined) this.wordsByEnd.set(end, [phrase]);
      else alike.push(phrase);
    }
  }
}

/** The first letter and the last one of a word, each with the length of the words to compare with. */
const endsOf = (word: string, length: number): readonly string[] => [
  `${length}${word.charAt(0)}-`,
  `${length}-${word.charAt(word.length - 1)}`,
];

function reachOf(found: readonly Found<unknown>[], count: number): number[] {
  const reach = new Array<number>(count).fill(0);
  for (const { start, end } of found) reach[start] = Math.max(reach[start] ?? 0, end);
  for (let index = 1; index < count; index++) reach[index] = Math.max(reach[index]!, reach[index - 1]!);
  return reach;
}

/**
 * What a phrase may be the plural of, by its last word, its first and all of them: "patties", "legs of lamb",
 * "haricots verts".
 */
function singularsOf(words: readonly string[]): readonly (readonly string[])[] {
  const [first = '', ...others] = words;
  const last = words.at(-1) ?? '';
  const front = words.slice(0, -1);
  const ofLast = singularsOfWord(last).map((singular) => [...front, singular]);
  if (!first.endsWith('s')) return ofLast;
  const ofFirst = [first.slice(0, -1), ...others];
  const all = words.every((word) => word.endsWith('s')) ? [words.map((word) => word.slice(0, -1))] : [];
  return [...ofLast, ofFirst, ...all];
}

/** The words that `pluralsOfWord` makes this one of. */
function singularsOfWord(word: string): readonly string[] {
  const last = word.at(-1);
  if (last !== 's' && last !== 'n') return [];
  const stems = [
    word.replace(/ies$/u, 'y'),
    word.replace(/es$/u, ''),
    word.replace(/s$/u, ''),
    word.replace(/en$/u, 'e'),
  ];
  return [...new Set(stems)].filter((stem) => stem !== word && pluralsOfWord(stem).includes(word));
}

function pluralsOfWord(word: string): readonly string[] {
  if (/[^aeiou]y$/u.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/(?:s|x|z|ch|sh|o)$/u.test(word)) return [`${word}s`, `${word}es`];
  // The second one is German: "Keulen".
  return word.endsWith('e') ? [`${word}s`, `${word}n`] : [`${word}s`];
}
