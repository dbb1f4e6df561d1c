import { LRUCache } from 'lru-cache';
import { spellingsOf, wordsOf } from './food-name.js';

/** Shorter stems are too often those of another word. */
const SHORTEST_STEM = 5;
const SHORTEST_BASE = 4;
/** German and English endings, behind a word that stands in the list itself: "saftiges". */
const ENDING = /(?:e[rsmn]?|s)$/u;
/** Gender and number in French, Spanish and Italian: "morbida" beside "morbido". */
const VOWEL = /(?:es?|[ao]s?|i)$/u;
/** What German puts between the parts of a compound. */
const JOINTS = ['', 's', 'n', 'en', 'e'];

/** How many words are cached. */
const MOST_ASKED = 64;

/** Words that say nothing about the kind of food, in all their inflections and in compounds of harmless parts. */
export class NeutralWords {
  private readonly words: ReadonlySet<string>;
  private readonly bases: ReadonlySet<string>;
  private readonly stems: ReadonlySet<string>;
  private readonly besides: readonly string[];
  // One name asks for the same word several times over.
  private readonly asked = new LRUCache<string, boolean>({
    max: MOST_ASKED,
    memoMethod: (word) => this.isForm(word),
  });

  /**
   * @param neutral words as they stand in the lists
   * @param exact words that count in this very form alone
   * @param besides ends of compounds for what lies beside a food: "kruste"
   * @param isPlant whether a word is a food that is no matter of safety
   */
  constructor(
    neutral: readonly string[],
    exact: readonly string[],
    besides: readonly string[],
    private readonly isPlant: (word: string) => boolean,
  ) {
    const spelt = (words: readonly string[]) => words.flatMap((word) => spellingsOf(word).flat());
    this.bases = new Set(spelt(neutral));
    this.words = new Set([...this.bases, ...spelt(exact)]);
    this.stems = new Set([...this.bases].flatMap((word) => stemOf(word) ?? []));
    this.besides = besides.flatMap((word) => wordsOf(word) ?? []);
  }

  /** Whether a word is listed, or another form of one that is: "saftiges" of "saftig". */
  has(word: string): boolean {
    return this.words.has(word) || this.asked.memo(word);
  }

  private isForm(word: string): boolean {
    const base = word.replace(ENDING, '');
    if (base.length >= SHORTEST_BASE && this.bases.has(base)) return true;
    const stem = stemOf(word);
    return (stem !== undefined && this.stems.has(stem)) || this.isCompound(word);
  }

  /** "Pfefferkruste", "Selleriepüree": its first part is a plant or neutral itself. */
  private isCompound(word: string): boolean {
    return this.besides.some((end) => {
      if (!word.endsWith(end) || word.length < end.length + 3) return false;
      const first = word.slice(0, -end.length);
      return JOINTS.some((joint) => {
        const part = first.endsWith(joint) ? first.slice(0, first.length - joint.length) : '';
        return part.length > 2 && (this.words.has(part) || this.isPlant(part));
      });
    });
  }
}

function stemOf(word: string): string | undefined {
  const stem = word.replace(VOWEL, '');
  return stem === word || stem.length < SHORTEST_STEM ? undefined : stem;
}
