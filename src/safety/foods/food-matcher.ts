import { birdOf } from './bird-compound.js';
import { boiledLegumes } from './boiled-legume.js';
import type { Effect, FoodName, FoodWords } from './food-data.js';
import type { SpokenName } from './food-name.js';
import { wordsOf } from './food-name.js';
import { FLESH_CLASSES, HARMLESS_CLASSES } from './food-class.js';
import { UnmatchedWordsReader } from './unmatched-words.js';
import { isMeasure } from './measure.js';
import { NeutralWords } from './neutral-words.js';
import { PICTURES_AS_WORDS } from './food-pictures.js';
import type { Found } from './phrase-index.js';
import { PhraseIndex } from './phrase-index.js';
import type { WordsOfName } from './piece-reader.js';
import type { Entry } from './sentence.js';
import { Sentence } from './sentence.js';

// "Not vegan burger" speaks of the burger.
const DENIALS: ReadonlySet<string> = new Set(['not', 'no', 'instead', 'than']);

/** Everything that was recognised in the name of a food. */
export interface Recognised {
  readonly foods: readonly FoodName[];
  readonly effects: ReadonlySet<Effect>;
  /** Words that may be a food, misspelt, disguised or in pieces, and were not taken for one. */
  readonly doubts: readonly string[];
  /** Words that were understood as nothing at all. */
  readonly unread?: readonly string[];
}

/** What was recognised, with where it stands. */
export interface Matched extends Recognised {
  readonly unread: readonly string[];
  /** The foods with their places; those that were only guessed stand nowhere. */
  readonly placed: readonly Found<FoodName>[];
  /** The words that belong to no food. */
  readonly rest: readonly string[];
  /** All words but those that belong to the name of an egg. */
  readonly sentenceWords: readonly string[];
  /** Foods that were only shown as pictures, and said by no word. */
  readonly shown: readonly string[];
  /** Indexes of the words that say that it was thawed, or never frozen. */
  readonly thawedWords: ReadonlySet<number>;
  readonly wordsOfName: WordsOfName;
}

/** Finds the foods of the catalogue, and what is done to them, in the words of a name. */
export class FoodMatcher {
  private readonly index = new PhraseIndex<Entry>();
  private readonly neutral: NeutralWords;
  private readonly ordinary: ReadonlySet<string>;
  private readonly joining: ReadonlySet<string>;
  private readonly preserved: ReadonlySet<string>;
  private readonly isBoiled: ReturnType<typeof boiledLegumes>;
  private readonly leftOver: UnmatchedWordsReader;

  /** @param isOfPhrase whether a word has a meaning within a phrase: no food, but alone nothing either */
  constructor(
    names: readonly FoodName[],
    words: FoodWords,
    isOfPhrase: (word: string) => boolean = () => false,
  ) {
    for (const food of names) this.index.add(food.name, { kind: 'food', food });
    for (const [effect, spoken] of words.effects) {
      for (const name of spoken) this.index.add(name, { kind: 'effect', effect, name });
    }
    this.neutral = new NeutralWords(words.neutral, words.exact ?? [], words.besides ?? [], (word) =>
      this.isPlant(word),
    );
    this.ordinary = new Set((words.ordinary ?? []).flatMap((word) => wordsOf(word) ?? []));
    this.joining = new Set(words.joining.flatMap((word) => wordsOf(word) ?? []));
    const { before, after } = words.boiled;
    this.preserved = new Set([...before, ...after].flatMap((word) => wordsOf(word) ?? []));
    this.isBoiled = boiledLegumes(words.boiled);
    this.leftOver = new UnmatchedWordsReader(
      this.index,
      (word) =>
        this.isEveryday(word) || this.ordinary.has(word) || this.preserved.has(word) || isOfPhrase(word),
    );
    this.addPictures(names);
  }

  match(name: SpokenName): Matched {
    const sentence = this.read({ ...name, words: name.words.map((word) => this.plainBird(word)) });
    const misspelt = this.leftOver.read(sentence);
    const ground = (found: Found<Entry>) => !this.isGroundPlant(sentence, found);
    const entries = [...sentence.found.filter(ground).map(({ entry }) => entry), ...misspelt.entries];
    const placed = sentence.found.flatMap((found) =>
      this.foodOf(sentence, found).map((entry) => ({ ...found, entry })),
    );
    const guessed = misspelt.entries.flatMap((entry) => (entry.kind === 'food' ? [entry.food] : []));
    return {
      foods: [...placed.map(({ entry }) => entry), ...guessed],
      effects: new Set(entries.flatMap((entry) => (entry.kind === 'effect' ? [entry.effect] : []))),
      doubts: misspelt.doubts,
      ...this.whereabouts(sentence, placed, guessed),
      wordsOfName: {
        words: name.words,
        parted: name.parted,
        isNeutral: (index) => this.isPassedOver(sentence, index),
      },
    };
  }

  private whereabouts(
    sentence: Sentence,
    placed: readonly Found<FoodName>[],
    guessed: readonly FoodName[],
  ): Pick<Matched, 'unread' | 'placed' | 'rest' | 'sentenceWords' | 'shown' | 'thawedWords'> {
    const said = new Set(placed.filter(({ entry }) => !entry.shown).map(({ entry }) => entry.foodClass));
    const eggs = indexesOf(placed.filter(({ entry }) => entry.foodClass === 'egg'));
    const thawed = sentence.found.filter(({ entry }) => entry.kind === 'effect' && entry.effect === 'thawed');
    return {
      unread: this.unreadIn(sentence, placed),
      placed: [...placed, ...guessed.map((entry) => ({ start: -2, end: -2, entry }))],
      rest: sentence.leftOver,
      sentenceWords: sentence.words.filter((_, index) => !eggs.has(index)),
      shown: placed.flatMap(({ entry }) => (entry.shown && !said.has(entry.foodClass) ? [entry.name] : [])),
      thawedWords: indexesOf(thawed),
    };
  }

  /** The words that say something not understood; of the ordinary ones too. */
  private unreadIn(sentence: Sentence, placed: readonly Found<FoodName>[]): readonly string[] {
    const flesh = placed.filter(
      ({ entry }) => FLESH_CLASSES.has(entry.foodClass) || entry.foodClass === 'egg',
    );
    const boiled = sentence.found.some(
      ({ entry }) => entry.kind === 'food' && entry.food.foodClass === 'raw_legume',
    );
    const madeOf = new Set(flesh.map(({ end }) => end));
    return sentence.words.filter((word, index) => {
      if (sentence.ownerOf(index) !== undefined) return false;
      if (DISHES.has(word)) return madeOf.has(index) && !this.joining.has(sentence.words[index + 1] ?? '');
      return word.length > 1 && !this.isEveryday(word) && !(boiled && this.preserved.has(word));
    });
  }

  private isPassedOver(sentence: Sentence, index: number): boolean {
    const word = sentence.words[index] ?? '';
    const owner = sentence.ownerOf(index);
    if (owner?.kind === 'effect') return true;
    return owner === undefined && !this.joining.has(word) && this.isEveryday(word);
  }

  private addPictures(names: readonly FoodName[]): void {
    for (const [spelt, word] of PICTURES_AS_WORDS) {
      const food = names.find(({ name }) => name === word);
      if (food !== undefined) this.index.add(spelt, { kind: 'food', food: { ...food, shown: true } });
    }
  }

  /** Reads twice where a name is believed only alone: "beef and veggie burger" is a burger with beef. */
  private read(name: SpokenName): Sentence {
    const sentence = new Sentence(
      name,
      this.index.find(name.words, () => true),
      this.neutral,
    );
    const lone = sentence.found.some(({ entry }) => isLone(entry));
    if (!lone || this.standsAlone(sentence)) return sentence;
    return new Sentence(
      name,
      this.index.find(name.words, (entry) => !isLone(entry)),
      this.neutral,
    );
  }

  private standsAlone({ found, leftOver }: Sentence): boolean {
    const harmless = ({ entry }: Found<Entry>) =>
      entry.kind === 'effect' || isLone(entry) || HARMLESS_CLASSES.has(entry.food.foodClass);
    return found.every(harmless) && leftOver.every((word) => this.isEveryday(word) && !DENIALS.has(word));
  }

  /**
   * "Ground pepper" grinds the pepper, not the steak. Behind a plant the word speaks of the plant alone only in what
   * lies beside the meat, as "with potato purée"; "beef and onion, ground" and "beef rice balls" are ground meat.
   */
  private isGroundPlant(sentence: Sentence, found: Found<Entry>): boolean {
    if (found.entry.kind !== 'effect' || !DONE_TO_PLANTS.has(found.entry.effect)) return false;
    const [before, behind] = sentence
      .neighboursOf(found)
      .map((entry) => entry?.kind === 'food' && entry.food);
    const foods = [before, behind].flatMap((food) => food || []);
    if (foods.length === 0 || !foods.every(({ foodClass }) => HARMLESS_CLASSES.has(foodClass))) return false;
    if (!sentence.found.some(({ entry }) => entry.kind === 'food' && !isHarmless(entry.food))) return true;
    if (behind && !sentence.isParted(found.end)) return true;
    return MASHED.has(found.entry.name.toLowerCase()) && sentence.isBeside(found.start, BESIDE);
  }

  private foodOf(sentence: Sentence, found: Found<Entry>): readonly FoodName[] {
    if (found.entry.kind !== 'food') return [];
    const { food } = found.entry;
    if (
      food.foodClass === 'unknown' &&
      !SOUPS.has(food.name.toLowerCase()) &&
      this.isExplained(sentence, found)
    )
      return [];
    const boiled = !sentence.asks && this.isBoiled(sentence.words, found);
    if (food.foodClass !== 'raw_legume' || !boiled) return [food];
    return [{ ...food, foodClass: 'vegetable' }];
  }

  /** The animal beside it says whose meat it is: "crab meat", "loin of pork"; "crab and meat" is two foods. */
  private isExplained(sentence: Sentence, found: Found<Entry>): boolean {
    return sentence
      .foodsBeside(found, this.joining)
      .some(({ foodClass }) => FLESH_CLASSES.has(foodClass) || foodClass === 'ground_meat');
  }

  private plainBird(word: string): string {
    const bird = birdOf(word);
    return bird === word || this.index.word(word) !== undefined ? word : bird;
  }

  private isPlant(word: string): boolean {
    const entry = this.index.word(word);
    return entry?.kind === 'food' && entry.food.foodClass === 'vegetable' && entry.food.poison === undefined;
  }

  private isEveryday(word: string): boolean {
    return this.neutral.has(word) || this.joining.has(word) || isMeasure(word);
  }
}

/** What is done to the plant beside it rather than to the meat of the name. */
const DONE_TO_PLANTS: ReadonlySet<Effect> = new Set(['ground', 'cut_small']);

const isHarmless = ({ foodClass }: FoodName): boolean => HARMLESS_CLASSES.has(foodClass);

/** What is made of a plant beside the meat, said behind the plant. */
const MASHED: ReadonlySet<string> = new Set([
  ...['puree', 'purée', 'mash', 'püree', 'purea', 'strips', 'cubes', 'chunks', 'julienne', 'skewers'],
]);
/** What parts a side dish from the meat. */
const BESIDE: ReadonlySet<string> = new Set(['with', 'on', 'mit', 'auf', 'avec', 'sur', 'con', 'su']);

/** The meat of a soup lies in it in pieces, beside anything. */
const SOUPS: ReadonlySet<string> = new Set(['soup', 'soupe', 'suppe', 'sopa', 'zuppa']);

const isLone = (entry: Entry): boolean => entry.kind === 'food' && entry.food.alone;

// "Beef sauce" is no beef; "beef with pepper sauce" is.
const DISHES: ReadonlySet<string> = new Set(['sauce', 'sauces', 'sosse', 'salsa']);

const indexesOf = (found: readonly Found<unknown>[]): ReadonlySet<number> =>
  new Set(found.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)));
