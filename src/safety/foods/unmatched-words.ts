import { isDisguised } from './measure.js';
import type { Reading } from './misspelling.js';
import { readMisspelling, readPieces } from './misspelling.js';
import type { PhraseIndex } from './phrase-index.js';
import type { Entry, Sentence } from './sentence.js';

// Longer than any word that people spell out; the time grows in proportion.
const MOST_PIECES = 12;
// Where more pieces are needed, a likeness is chance.
const MOST_PIECES_ALIKE = 3;
const SHORTEST_SPELLING = 3;
const LONGEST_DOUBT = 40;
// "Cheese cake" is made of words that are no food; anything shorter would be chance.
const SHORTEST_COMPOUND = 8;

/** What the words mean that are no names of the catalogue. */
export interface UnmatchedWords {
  readonly entries: readonly Entry[];
  /** What may be a food, and was not taken for one. */
  readonly doubts: readonly string[];
}

/** Reads the words that belong to nothing in the catalogue: misspelt, disguised, or pieces of one word. */
export class UnmatchedWordsReader {
  /** @param isOrdinary whether a word is known to be no food */
  constructor(
    private readonly index: PhraseIndex<Entry>,
    private readonly isOrdinary: (word: string) => boolean,
  ) {}

  read({ leftOver, marked, stretches }: Sentence): UnmatchedWords {
    const runs = stretches.flatMap(runsOf);
    const readings: readonly (readonly [string, Reading])[] = [
      ...leftOver.map((word) => [word, this.readWord(word, marked.has(word))] as const),
      ...stretches.flatMap(spellings).map((word) => [word, this.readSpelling(word)] as const),
      ...runs.map((pieces) => [pieces.join(''), this.readRun(pieces, marked)] as const),
    ];
    return {
      entries: [...new Set(readings.flatMap(([, read]) => (read.kind === 'understood' ? read.entries : [])))],
      doubts: [
        ...new Set(
          readings.flatMap(([word, { kind }]) => (kind === 'doubtful' ? [word.slice(0, LONGEST_DOUBT)] : [])),
        ),
      ],
    };
  }

  private readWord(word: string, marked: boolean): Reading {
    if (this.isOrdinary(word)) return { kind: 'nothing' };
    const reading = readMisspelling(word, this.index);
    const odd = reading.kind === 'nothing' && (marked || isDisguised(word));
    return odd ? { kind: 'doubtful' } : reading;
  }

  private readSpelling(word: string): Reading {
    if (this.isOrdinary(word)) return { kind: 'nothing' };
    const reading = readPieces(word, this.index);
    return reading.kind === 'understood' ? reading : { kind: 'doubtful' };
  }

  private readRun(pieces: readonly string[], marked: ReadonlySet<string>): Reading {
    const word = pieces.join('');
    const broken = pieces.every((piece) => marked.has(piece));
    const harmless = !broken && pieces.every(this.isOrdinary) && word.length < SHORTEST_COMPOUND;
    // A word may be ordinary and the name of a food as well: broken into pieces it is read as the food.
    const isFood = this.index.word(word) !== undefined;
    if (harmless || (this.isOrdinary(word) && !isFood)) return { kind: 'nothing' };
    const alike = pieces.length <= MOST_PIECES_ALIKE && !pieces.some(this.isOrdinary);
    return alike || isFood ? readPieces(word, this.index) : { kind: 'nothing' };
  }
}

/** Every two and more neighbours of a stretch. */
function runsOf(stretch: readonly string[]): readonly (readonly string[])[] {
  return stretch.flatMap((_, start) => {
    const most = Math.min(MOST_PIECES, stretch.length - start);
    return Array.from({ length: Math.max(0, most - 1) }, (_piece, more) =>
      stretch.slice(start, start + more + 2),
    );
  });
}

/** The words that are spelt out letter by letter: "c h i c k e n". */
function spellings(stretch: readonly string[]): readonly string[] {
  const letters = stretch.map((word) => (/^[a-z]$/u.test(word) ? word : ' ')).join('');
  return letters.split(/ +/u).filter((word) => word.length >= SHORTEST_SPELLING);
}
