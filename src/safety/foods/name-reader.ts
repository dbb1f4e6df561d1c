import { millimetres, type Millimetres } from '../../shared/units.js';
import { THICKEST } from '../physics/food-body.js';
import { AmbiguousFoods } from './ambiguous-foods.js';
import { doubtsBesideFlesh } from './denied-food.js';
import type { Effect, FoodData, FoodName } from './food-data.js';
import type { Matched, Recognised } from './food-matcher.js';
import { FoodMatcher } from './food-matcher.js';
import type { SpokenName } from './food-name.js';
import type { NameFacts } from './food.js';
import { FLESH_CLASSES, HARMLESS_CLASSES } from './food-class.js';
import { tellsLeanRatio } from './lean-ratio.js';
import {
  deniesIntact,
  dairyOf,
  isFrozen,
  isHalfThawed,
  isHensEgg,
  LENIENT,
  poisonOf,
  vulnerableIn,
} from './name-facts.js';
import type { SizedFood } from './piece-reader.js';
import { PieceReader } from './piece-reader.js';
import { sharesBag } from './shared-bag.js';
import { MeasureReader, spell, type StatedMeasures } from './stated-measures.js';
import { WordList } from './stated-words.js';

/** A piece of 1 kg, g, less what a converted 2.2 lb falls short. */
const HEAVY = 990;
/** What is assumed of a heavy piece, mm, at the least. */
const HEAVY_THICKNESS = 70;
/** A burger from this weight on, g, is thicker than one usually is: 300 g, 110 mm wide, are 30 mm. */
const HEAVY_PATTY = 300;
/** What is assumed of it, mm, as of loose ground meat: 500 g, 110 mm wide, are 50 mm. */
const PATTY_THICKNESS = 50;
/** "-18 °C", "at -20": out of the freezer. */
const BELOW_FREEZING = /(?:^|[\s(])[-−–]\s?(?:1\d|2\d)\s*(?:°|c(?![a-z])|grad|$)/u;
const STACKED = 2;
const THICK_CUT = 1.5;

/** Everything that was understood of a name. */
export interface ReadName {
  readonly recognised: Recognised;
  readonly facts: NameFacts;
  /** What is assumed at the least, and by what the usual assumption is multiplied. */
  readonly assume: (usual: Millimetres) => Millimetres;
}

type Data = Pick<FoodData, 'names' | 'words' | 'stated' | 'pieces'>;

/** Reads a name: the foods in it, how large they are, and all that is stated beside them. */
export class NameReader {
  private readonly matcher: FoodMatcher;
  private readonly measures: MeasureReader;
  private readonly pieces: PieceReader;
  private readonly ambiguous: AmbiguousFoods;
  private readonly cold: WordList;
  private readonly stated: Data['stated'];
  private readonly understood: readonly WordList[];

  constructor({ names, words, stated, pieces }: Data) {
    const { lists, scales } = stated;
    this.understood = [
      ...[lists.vulnerable, lists.vulnerable_after_for, lists.thick, lists.other_way, lists.stacked],
      ...[lists.thicker, lists.frozen, lists.never_frozen, lists.not_really, lists.ages],
      ...[lists.sharing_bag, lists.apart],
    ];
    const figures = [scales.numbers, scales.lengths, scales.weights].flatMap((scale) => [...scale.keys()]);
    const singles = this.understood.flatMap((list) => [...list.singleWords]);
    const exact = [...singles, ...figures, ...pieces.sizeWords].filter((word) => word.length > 1);
    this.stated = stated;
    this.matcher = new FoodMatcher(withTheirFacts(names), { ...words, exact }, (word) =>
      // A word that only stands in a phrase says nothing without the others, and is no slip for a food either.
      this.understood.some((list) => list.words.has(word)),
    );
    this.measures = new MeasureReader(stated);
    this.pieces = new PieceReader(pieces, words.effects.get('large') ?? []);
    this.ambiguous = new AmbiguousFoods(stated);
    this.cold = new WordList([...(words.effects.get('frozen') ?? []), ...lists.frozen.phrasesAndWords]);
  }

  read(text: string, name: SpokenName): ReadName {
    const matched = this.matcher.match(name);
    const spelt = spell(text);
    const measures = this.measures.read(spelt);
    const { words } = name;
    const clear = this.ambiguous.settle(this.withPhrases(matched, words), words);
    const whole = this.pieces.isWhole(words);
    const sized = clear.placed.map((found) =>
      this.pieces.size(found, matched.wordsOfName, whole, clear.placed),
    );
    const foods = [...sized.map(({ food }) => food), ...clear.added];
    const heavy = measures.grams >= HEAVY;
    const ground = hasFlesh(foods) && tellsLeanRatio(spelt);
    const effects = this.effectsOf(matched, words, {
      heavy,
      ground,
      clear: clear.unread.length === 0 && !name.asks,
      cold: BELOW_FREEZING.test(spelt),
    });
    const { unread } = clear;
    const beside = doubtsBesideFlesh(clear.placed, words, this.stated, spelt);
    const doubts = doubtsOf(foods, effects, [...matched.doubts, ...clear.doubts, ...beside], unread);
    const recognised = { foods, effects, doubts, unread };
    const facts = this.factsOf({ recognised, sized, words, measures, heavy }, clear.otherMeaning);
    return { recognised, facts, assume: this.assumption(sized, measures, facts, words, heavy) };
  }

  /** The words of the phrases that were found are understood; each alone may be nothing. */
  private withPhrases(matched: Matched, words: readonly string[]): Matched {
    if (matched.unread.length === 0) return matched;
    const said = new Set(this.understood.flatMap((list) => list.phraseWordsIn(words)));
    return { ...matched, unread: matched.unread.filter((word) => !said.has(word)) };
  }

  private effectsOf(
    matched: Matched,
    words: readonly string[],
    { heavy, ground, clear, cold }: { heavy: boolean; ground: boolean; clear: boolean; cold: boolean },
  ): ReadonlySet<Effect> {
    const effects = new Set(matched.effects);
    const { thawedWords } = matched;
    const others = words.filter((_, index) => !thawedWords.has(index));
    const frozen =
      cold ||
      isHalfThawed(words, thawedWords) ||
      isFrozen({ words, others, thawed: thawedWords.size > 0, clear }, this.cold, this.stated);
    effects.delete(frozen ? 'thawed' : 'frozen');
    if (frozen) effects.add('frozen');
    if (heavy) effects.add('large');
    if (ground) effects.add('ground');
    if (this.stated.lists.solution.findIn(words) !== undefined || deniesIntact(words, this.stated))
      effects.add('non_intact');
    return effects;
  }

  private factsOf(
    { recognised, sized, words, measures, heavy }: StatedFacts,
    otherMeaning: NameFacts['otherMeaning'],
  ): NameFacts {
    const { foods, effects, doubts, unread = [] } = recognised;
    const plausible = this.pieces.plausible(sized, words, effects);
    const required =
      this.pieces.isUncutJoint(sized, words) || sized.some(({ piece }) => piece?.required === true);
    return {
      ...thicknessIn(measures, plausible),
      vulnerable: vulnerableIn(words, this.stated),
      thicknessRequired: heavy || required,
      plausible,
      poison: poisonOf(foods),
      hensEgg: !foods.some(({ foodClass }) => foodClass === 'egg') || isHensEgg(words, this.stated),
      dairy: dairyOf(foods, words, this.stated, doubts.length + unread.length === 0),
      otherMeaning,
      stack: this.stated.lists.stacked.findIn(words),
    };
  }

  private assumption(
    sized: readonly SizedFood[],
    measures: StatedMeasures,
    { statedThickness }: NameFacts,
    words: readonly string[],
    heavy: boolean,
  ): ReadName['assume'] {
    const { stacked, thicker } = this.stated.lists;
    const thick = measures.lengths.length === 0 && thicker.findIn(words) !== undefined ? THICK_CUT : 1;
    const single = stacked.findIn(words) === undefined && !sharesBag(words, this.stated);
    const factor = single ? thick : STACKED;
    const patty = measures.grams >= HEAVY_PATTY && sized.some(({ food }) => food.cut === 'patty');
    const heaviest = heavy ? HEAVY_THICKNESS : patty ? PATTY_THICKNESS : 0;
    const least = Math.max(this.pieces.assumed(sized), heaviest);
    return (usual) => {
      const assumed = Math.max(Math.max(usual, least) * factor, statedThickness?.thickness ?? 0);
      return millimetres(Math.min(assumed, THICKEST));
    };
  }
}

const hasFlesh = (foods: readonly FoodName[]): boolean =>
  foods.some(({ foodClass }) => FLESH_CLASSES.has(foodClass));

interface StatedFacts {
  readonly recognised: Recognised;
  readonly sized: readonly SizedFood[];
  readonly words: readonly string[];
  readonly measures: StatedMeasures;
  readonly heavy: boolean;
}

/** A length is the thickness where a word says so, or where such a piece can be that thick; otherwise it is a doubt. */
function thicknessIn(
  { lengths }: StatedMeasures,
  plausible: NameFacts['plausible'],
): Pick<NameFacts, 'statedThickness' | 'doubtfulLength'> {
  const [thinnest, thickest] = [
    plausible?.thinnest ?? 0,
    Math.min(plausible?.thickest ?? THICKEST, THICKEST),
  ];
  const fits = (length: number) => length >= thinnest && length <= thickest;
  const stated = lengths.filter(
    ({ thickness, way }) => way === 'thickness' || (way === 'unsaid' && fits(thickness)),
  );
  const [thickestStated] = stated.toSorted((one, other) => other.thickness - one.thickness);
  if (thickestStated !== undefined) {
    const { thickness, words } = thickestStated;
    return { statedThickness: { thickness, words }, doubtfulLength: undefined };
  }
  return { statedThickness: undefined, doubtfulLength: lengths.find(({ way }) => way !== 'other')?.words };
}

/**
 * What is let pass below the limits of an unknown food only where every word was understood: a word that
 * was not is a doubt there.
 */
function doubtsOf(
  foods: readonly FoodName[],
  effects: ReadonlySet<Effect>,
  doubts: readonly string[],
  unread: readonly string[],
): readonly string[] {
  const grave = foods.filter(({ foodClass }) => !HARMLESS_CLASSES.has(foodClass));
  const intact = !effects.has('ground') && !effects.has('non_intact');
  const lenient = grave.length === 0 || (intact && grave.some(({ foodClass }) => LENIENT.has(foodClass)));
  return [...new Set(lenient && foods.length > 0 ? [...doubts, ...unread] : doubts)];
}

/** A name that is listed several times has the properties of all of its lists. */
function withTheirFacts(names: readonly FoodName[]): readonly FoodName[] {
  const known = new Map<string, Pick<FoodName, 'dairy' | 'poison'>>();
  for (const { name, dairy, poison } of names) {
    if (dairy !== undefined || poison !== undefined) known.set(name.toLowerCase(), { dairy, poison });
  }
  // A copy of each would double what the names take in memory.
  return names.map((food) => {
    const facts = known.get(food.name.toLowerCase());
    return facts === undefined ? food : { ...food, ...facts };
  });
}
