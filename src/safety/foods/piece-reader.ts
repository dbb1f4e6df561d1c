import type { Millimetres } from '../../shared/units.js';
import { millimetres } from '../../shared/units.js';
import type { Effect, FoodName } from './food-data.js';
import { wordsOf } from './food-name.js';
import type { PlausibleThickness } from './food.js';
import { FLESH_CLASSES, RED_MEATS, SEAFOOD } from './food-class.js';
import type { Piece, PieceTable } from './piece-table.js';
import type { Found } from './phrase-index.js';

/** A food with the kind of piece that it is in this name. */
export interface SizedFood {
  readonly food: FoodName;
  readonly piece: Piece | undefined;
}

/** How the words of a name stand beside each other. */
export interface WordsOfName {
  readonly words: readonly string[];
  /** Indexes of the words that a comma or the like parts from the word in front. */
  readonly parted: ReadonlySet<number>;
  /** Whether a word belongs to no food and says nothing about it. */
  readonly isNeutral: (index: number) => boolean;
}

/** Roasts and joints of any animal are no thinner than this, mm. */
const THINNEST_JOINT = 25;
/** What is cut thin. */
const THINNEST_SLICE = 5;
/** Words that part a portion from the food in front: "turkey breast for cutlets". */
const PARTING = new Set(['for', 'to', 'fur', 'zum', 'pour', 'para', 'per', 'then', 'later', 'before']);

/** Finds out how large the foods of a name are. */
export class PieceReader {
  private readonly large: ReadonlySet<string>;

  /** @param large words that speak of a large cut, also within a name: "bottom round roast" */
  constructor(
    private readonly table: PieceTable,
    large: readonly string[],
  ) {
    this.large = new Set(large.filter((word) => !word.includes(' ')).flatMap((word) => wordsOf(word) ?? []));
  }

  /** Whether a word says that the animal or the joint was not cut. */
  isWhole(words: readonly string[]): boolean {
    return this.table.wholeWords.findIn(words) !== undefined;
  }

  /** Whether a joint of red meat was left whole: such a piece differs too much to be guessed. */
  isUncutJoint(sized: readonly SizedFood[], words: readonly string[]): boolean {
    const joint = ({ food, piece }: SizedFood) =>
      RED_MEATS.has(food.foodClass) && (piece !== undefined || food.cut === 'large');
    return sized.some(joint) && this.table.uncutWords.findIn(words) !== undefined;
  }

  /** @param others all foods of the name: "whole chicken breast" speaks of the breast and not of a whole chicken */
  size(
    found: Found<FoodName>,
    name: WordsOfName,
    whole: boolean,
    others: readonly Found<FoodName>[],
  ): SizedFood {
    const food = found.entry;
    const goesOn = others.some(
      ({ start, end }) => start > found.start && start < found.end && end > found.end,
    );
    const listed = goesOn ? undefined : this.table.pieceOf(food);
    const piece = listed?.wholeOnly === true && !whole ? undefined : listed;
    const isLarge = piece !== undefined || food.cut === 'large' || this.isNamedLarge(food);
    if (!isLarge) return { food, piece: undefined };
    const portions = piece?.portionedBy ?? this.table.slicingWords;
    const cut = !whole && FLESH_CLASSES.has(food.foodClass) && this.isCut(found, name, portions);
    return cut
      ? { food: { ...food, cut: undefined }, piece: undefined }
      : { food: { ...food, cut: 'large' }, piece };
  }

  /** The range that holds for the thickest of all; more foods never make it wider at its lower end. */
  plausible(sized: readonly SizedFood[], words: readonly string[], effects: ReadonlySet<Effect>) {
    const ranges = sized.flatMap(({ food, piece }) => this.rangeOf(food, piece, effects) ?? []);
    const [first] = ranges;
    if (first === undefined) return undefined;
    const whole = this.isWhole(words);
    const joint = this.isJoint(sized, words) ? THINNEST_JOINT : 0;
    const thinnest = Math.max(joint, ...ranges.map((range) => range.thinnest));
    const thin = !whole && this.table.thinWords.findIn(words) !== undefined;
    return {
      thinnest: millimetres(thin ? Math.min(THINNEST_SLICE, thinnest) : thinnest),
      thickest: millimetres(Math.max(...ranges.map((range) => range.thickest))),
      source: first.source,
    };
  }

  /** The thickest assumption of all; 0 where the usual cuts say enough. */
  assumed(sized: readonly SizedFood[]): Millimetres {
    return millimetres(Math.max(0, ...sized.map(({ piece }) => piece?.assumed ?? 0)));
  }

  private rangeOf(
    { foodClass, cut }: FoodName,
    piece: Piece | undefined,
    effects: ReadonlySet<Effect>,
  ): PlausibleThickness | undefined {
    if (piece !== undefined) return piece.plausible;
    if (effects.has('ground') && FLESH_CLASSES.has(foodClass))
      return this.table.plausibleOf('ground_meat', 'loose');
    const filled = RED_MEATS.has(foodClass) && (effects.has('rolled') || effects.has('stuffed'));
    return this.table.plausibleOf(foodClass, filled || effects.has('large') ? 'large' : cut);
  }

  private isJoint(sized: readonly SizedFood[], words: readonly string[]): boolean {
    if (this.table.jointWords.findIn(words) === undefined) return false;
    return sized.some(({ food, piece }) => piece !== undefined || RED_MEATS.has(food.foodClass));
  }

  private isNamedLarge(food: FoodName): boolean {
    if (!FLESH_CLASSES.has(food.foodClass) || SEAFOOD.has(food.foodClass)) return false;
    if (this.table.isSmall(food)) return false;
    return (wordsOf(food.name) ?? []).some((word) => this.large.has(word));
  }

  /** Whether a word directly beside the food makes a portion of it. */
  private isCut({ start, end }: Found<FoodName>, name: WordsOfName, portions: ReadonlySet<string>): boolean {
    return this.meets(end, 1, name, portions) || this.meets(start - 1, -1, name, portions);
  }

  private meets(from: number, step: number, name: WordsOfName, portions: ReadonlySet<string>): boolean {
    const { words, parted, isNeutral } = name;
    for (let index = from; index >= 0 && index < words.length; index += step) {
      const word = words[index] ?? '';
      if (parted.has(step > 0 ? index : index + 1) || PARTING.has(word)) return false;
      if (portions.has(word)) return true;
      if (!isNeutral(index)) return false;
    }
    return false;
  }
}
