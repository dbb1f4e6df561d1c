import { boiledLegumes } from './boiled-legume.js';
import type { Effect, FoodName, KitchenWords } from './food-data.js';
import type { SpokenName } from './food-name.js';
import { wordsOf } from './food-name.js';
import { FLESH_CLASSES, HARMLESS_CLASSES } from './food.js';
import { LeftOverReader } from './left-over.js';
import { isMeasure } from './measure.js';
import type { Found } from './phrase-index.js';
import { PhraseIndex } from './phrase-index.js';
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
}

/** Finds the foods of the catalogue, and what is done to them, in the words of a name. */
export class FoodMatcher {
  private readonly index = new PhraseIndex<Entry>();
  private readonly neutral: ReadonlySet<string>;
  private readonly joining: ReadonlySet<string>;
  private readonly preserved: ReadonlySet<string>;
  private readonly isBoiled: ReturnType<typeof boiledLegumes>;
  private readonly leftOver: LeftOverReader;

  constructor(names: readonly FoodName[], words: KitchenWords) {
    for (const food of names) this.index.add(food.name, { kind: 'food', food });
    for (const [effect, spoken] of words.effects) {
      for (const name of spoken) this.index.add(name, { kind: 'effect', effect, name });
    }
    this.neutral = new Set(words.neutral.flatMap((word) => wordsOf(word) ?? []));
    this.joining = new Set(words.joining.flatMap((word) => wordsOf(word) ?? []));
    const { before, after } = words.boiled;
    this.preserved = new Set([...before, ...after].flatMap((word) => wordsOf(word) ?? []));
    this.isBoiled = boiledLegumes(words.boiled);
    this.leftOver = new LeftOverReader(
      this.index,
      (word) => this.isEveryday(word) || this.preserved.has(word),
    );
  }

  match(name: SpokenName): Recognised {
    const sentence = this.read(name);
    const misspelt = this.leftOver.read(sentence);
    const ground = (found: Found<Entry>) => !this.isGroundPlant(sentence, found);
    const entries = [...sentence.found.filter(ground).map(({ entry }) => entry), ...misspelt.entries];
    return {
      foods: [
        ...sentence.found.flatMap((found) => this.foodOf(sentence, found)),
        ...misspelt.entries.flatMap((entry) => (entry.kind === 'food' ? [entry.food] : [])),
      ],
      effects: new Set(entries.flatMap((entry) => (entry.kind === 'effect' ? [entry.effect] : []))),
      doubts: misspelt.doubts,
    };
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

  /** "Ground pepper" grinds the pepper, not the steak; "beef ground pepper" may mean the beef. */
  private isGroundPlant(sentence: Sentence, found: Found<Entry>): boolean {
    if (found.entry.kind !== 'effect' || found.entry.effect !== 'ground') return false;
    const foods = sentence
      .neighboursOf(found)
      .flatMap((entry) => (entry?.kind === 'food' ? [entry.food] : []));
    return foods.length > 0 && foods.every(({ foodClass }) => HARMLESS_CLASSES.has(foodClass));
  }

  private foodOf(sentence: Sentence, found: Found<Entry>): readonly FoodName[] {
    if (found.entry.kind !== 'food') return [];
    const { food } = found.entry;
    if (food.foodClass === 'unknown' && this.isExplained(sentence, found)) return [];
    if (food.foodClass !== 'raw_legume' || !this.isBoiled(sentence.words, found)) return [food];
    return [{ ...food, foodClass: 'vegetable' }];
  }

  /** The animal beside it tells whose meat it is: "crab meat", "loin of pork"; "crab and meat" is two foods. */
  private isExplained(sentence: Sentence, found: Found<Entry>): boolean {
    return sentence
      .foodsBeside(found, this.joining)
      .some(({ foodClass }) => FLESH_CLASSES.has(foodClass) || foodClass === 'ground_meat');
  }

  private isEveryday(word: string): boolean {
    return this.neutral.has(word) || this.joining.has(word) || isMeasure(word);
  }
}

const isLone = (entry: Entry): boolean => entry.kind === 'food' && entry.food.alone;
