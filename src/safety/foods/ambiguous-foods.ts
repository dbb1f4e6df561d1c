import type { FoodName } from './food-data.js';
import type { Matched } from './food-matcher.js';
import { HARMLESS_CLASSES } from './food-class.js';
import { isMeasure } from './measure.js';
import type { Found } from './phrase-index.js';
import type { StatedWords, WordList } from './stated-words.js';

/** The foods of a name after the words beside them were considered. */
export interface SettledFoods {
  readonly placed: readonly Found<FoodName>[];
  /** What the words add: eggs beside milk are out of their shell. */
  readonly added: readonly FoodName[];
  /** Words beside which a food is no longer what it is alone. */
  readonly doubts: readonly string[];
  /** The words that were understood as nothing at all. */
  readonly unread: readonly string[];
  /** What the name means in another language, to be said. */
  readonly otherMeaning: string | undefined;
}

const FRENCH_MEANING = 'in French it is pork';
const PORK_TOO = 'it may be pork as well';
/** "Not in shell", "no shells", "off the shell". */
const NO_SHELL =
  /(?:^| )(?:not?|non|off|without|ohne|nicht|kein|sans|pas|sin|senza)(?: [a-z]+){0,3} (?:shells?|schale|coquilles?|cascara|guscio)(?: |$)/u;
const OPEN_EGG: FoodName = {
  name: 'egg dish',
  foodClass: 'egg_dish',
  cut: undefined,
  species: [],
  alone: false,
  lean: false,
  bird: undefined,
};

/** Foods that are something else beside other words: chocolate, yoghurt, eggs, beans, filet mignon. */
export class AmbiguousFoods {
  private readonly fruit: WordList;
  private readonly legumes: WordList;

  constructor(private readonly stated: StatedWords) {
    this.fruit = stated.lists.fruit_and_nuts;
    this.legumes = stated.lists.legumes_when_dried;
  }

  settle({ placed, rest, shown, sentenceWords, unread }: Matched, words: readonly string[]): SettledFoods {
    const french = this.isFrench(words, placed);
    const foods = placed.map((found) => ({ ...found, entry: this.settled(found.entry, words, french) }));
    const egg = foods.some(({ entry }) => entry.foodClass === 'egg');
    const culture = this.culture(foods, rest);
    return {
      placed: culture?.alone ?? foods,
      unread: unread.filter((word) => culture?.allowed.has(word) !== true),
      added: egg && this.isOpen(foods, sentenceWords, words) ? [OPEN_EGG] : [],
      doubts: [...(culture?.doubts ?? []), ...shown],
      otherMeaning: this.otherMeaning(foods),
    };
  }

  private otherMeaning(foods: readonly Found<FoodName>[]): string | undefined {
    const beef = foods.map(({ entry }) => entry).filter(({ foodClass }) => foodClass === 'beef');
    if (beef.some((food) => this.isFilet(food))) return FRENCH_MEANING;
    return beef.some(({ name }) => this.stated.lists.beef_or_pork.has(plain(name))) ? PORK_TOO : undefined;
  }

  private settled(food: FoodName, words: readonly string[], french: boolean): FoodName {
    if (french && this.isFilet(food)) return { ...food, foodClass: 'pork' };
    const dried = food.foodClass === 'vegetable' && this.legumes.has(plain(food.name));
    if (dried && this.stated.lists.dried.findIn(words) !== undefined)
      return { ...food, foodClass: 'raw_legume' };
    return food;
  }

  private isFilet({ name }: FoodName): boolean {
    return this.stated.lists.pork_in_french.has(name);
  }

  /** Beside any word that is not English the French meaning holds. */
  private isFrench(words: readonly string[], placed: readonly Found<FoodName>[]): boolean {
    const flesh = placed.filter(({ entry }) => !HARMLESS_CLASSES.has(entry.foodClass));
    return words.some((word, index) => {
      if (word.length < 2 || isMeasure(word) || this.stated.lists.beside_english_filet.has(word))
        return false;
      return !flesh.some(({ start, end }) => start <= index && index < end);
    });
  }

  private isOpen(
    foods: readonly Found<FoodName>[],
    rest: readonly string[],
    words: readonly string[],
  ): boolean {
    if (NO_SHELL.test(words.join(' '))) return true;
    if (this.stated.lists.in_shell.findIn(words) !== undefined) return false;
    // In one bag with anything else an egg is out of its shell.
    const others = foods.some(({ entry }) => entry.foodClass !== 'egg');
    return others || this.stated.lists.open_eggs.findIn(rest) !== undefined;
  }

  /** Chocolate and yoghurt are harmless alone: every other word must be one that leaves them what they are. */
  private culture(foods: readonly Found<FoodName>[], rest: readonly string[]): Culture | undefined {
    const classes = foods.map(({ entry }) => entry.foodClass);
    const [kind] = (['chocolate', 'yoghurt'] as const).filter((one) => classes.includes(one));
    if (kind === undefined || !classes.every((one) => HARMLESS_CLASSES.has(one))) return undefined;
    const allowed = this.stated.lists[kind === 'chocolate' ? 'with_chocolate' : 'with_yoghurt'];
    const isFruit = ({ name }: FoodName) => kind === 'yoghurt' && this.fruit.has(plain(name));
    const others = foods.filter(({ entry }) => entry.foodClass !== kind && !isFruit(entry));
    const strange = rest.filter((word) => !allowed.has(word) && !isMeasure(word) && word.length > 1);
    return {
      alone: foods.filter(({ entry }) => !isFruit(entry)),
      doubts: [...strange, ...others.map(({ entry }) => entry.name)],
      allowed,
    };
  }
}

/** Chocolate or yoghurt, and what stands beside it. */
interface Culture {
  /** The foods without those that belong into it. */
  readonly alone: readonly Found<FoodName>[];
  readonly doubts: readonly string[];
  readonly allowed: WordList;
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
