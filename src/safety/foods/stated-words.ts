import { wordsOf } from './food-name.js';
import type { JsonRecord } from './json-record.js';

/** Lists of words that state a fact beside the food, in plain spelling. */
const LISTS = [
  'thick',
  'other_way',
  'not_inches_before',
  'stacked',
  'thicker',
  'frozen',
  'frozen_beginnings',
  'never_frozen',
  'not_really',
  'intact',
  'denials',
  'vulnerable',
  'for',
  'vulnerable_after_for',
  'ages',
  'person',
  'other_eggs',
  'open_eggs',
  'in_shell',
  'with_chocolate',
  'with_yoghurt',
  'fruit_and_nuts',
  'sweet',
  'dried',
  'legumes_when_dried',
  'solution',
  'beside_english_filet',
  'doubtful_beside_flesh',
  'denied_food',
  'sharing_bag',
  'apart',
  'pork_in_french',
  'beef_or_pork',
  'dishes',
] as const;
export type StatedList = (typeof LISTS)[number];

const SCALES = ['numbers', 'lengths', 'weights'] as const;
export type StatedScale = (typeof SCALES)[number];

/** Words and phrases of one kind, to be found among the words of a name. */
export class WordList {
  /** Every single word of the list, also those of its phrases. */
  readonly words: ReadonlySet<string>;
  private readonly singles: ReadonlySet<string>;
  private readonly phrases: readonly string[];
  /** By their first word, so that few need to be compared. */
  private readonly byFirst = new Map<string, string[]>();

  constructor(list: readonly string[]) {
    const spelt = list.flatMap((text) => wordsOf(text)?.join(' ') ?? []);
    this.singles = new Set(spelt.filter((text) => !text.includes(' ')));
    this.phrases = [...new Set(spelt.filter((text) => text.includes(' ')))];
    // Most lists hold no phrases, and one set serves both ways.
    this.words = this.phrases.length === 0 ? this.singles : new Set(spelt.flatMap((text) => text.split(' ')));
    for (const phrase of this.phrases) {
      const first = phrase.slice(0, phrase.indexOf(' '));
      this.byFirst.set(first, [...(this.byFirst.get(first) ?? []), phrase]);
    }
  }

  /** All that is in the list. */
  get phrasesAndWords(): readonly string[] {
    return [...this.singles, ...this.phrases];
  }

  /** Whether the list holds this very word or phrase. */
  has(text: string): boolean {
    return this.singles.has(text) || this.phrases.includes(text);
  }

  /** The single words of the list, without those that only stand in its phrases. */
  get singleWords(): ReadonlySet<string> {
    return this.singles;
  }

  /** The words of every phrase of the list that a text holds. */
  phraseWordsIn(words: readonly string[]): readonly string[] {
    return words
      .flatMap((word, index) => this.phrasesAt(index, word, words))
      .flatMap((one) => one.split(' '));
  }

  /** The first phrase in a text, or else the first word of the list. */
  findIn(words: readonly string[]): string | undefined {
    const phrase = this.phraseIn(words);
    return phrase ?? words.find((word) => this.singles.has(word));
  }

  private phraseIn(words: readonly string[]): string | undefined {
    for (const [index, word] of words.entries()) {
      const [phrase] = this.phrasesAt(index, word, words);
      if (phrase !== undefined) return phrase;
    }
    return undefined;
  }

  private phrasesAt(index: number, word: string, words: readonly string[]): readonly string[] {
    const phrases = this.byFirst.get(word);
    if (phrases === undefined) return [];
    const text = `${words.slice(index).join(' ')} `;
    return phrases.filter((one) => text.startsWith(`${one} `));
  }
}

/** All that a name may state beside a food. */
export interface StatedWords {
  readonly lists: Readonly<Record<StatedList, WordList>>;
  readonly scales: Readonly<Record<StatedScale, ReadonlyMap<string, number>>>;
}

/** @throws FoodDataError when a list or a number is malformed */
export function parseStated(record: JsonRecord): StatedWords {
  const lists = LISTS.map((name) => [name, new WordList(record.texts(name))]);
  const scales = SCALES.map((name) => [name, record.record(name).figures()]);
  return {
    lists: Object.fromEntries(lists) as StatedWords['lists'],
    scales: Object.fromEntries(scales) as StatedWords['scales'],
  };
}
