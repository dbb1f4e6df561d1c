import { FsisPoultry } from '../physics/fsis-poultry.js';
import { Recent } from '../recent.js';
import type { FoodData, FoodName, KitchenWords } from './food-data.js';
import { readFoodData } from './food-files.js';
import { FoodJudge } from './food-judgement.js';
import type { Recognised } from './food-matcher.js';
import { FoodMatcher } from './food-matcher.js';
import { readName, tidyName } from './food-name.js';
import { NO_FACTS, type FoodClass, type FoodClassRule, type UnderstoodFood } from './food.js';

const NOTHING: Recognised = { foods: [], effects: new Set(), doubts: [] };
/** How many names are kept with what they were understood as: one cook is named several times over. */
const MOST_REMEMBERED = 100;

/** The foods that the kitchen knows, and what it understands of a food named in someone's own words. */
export class FoodCatalogue {
  /** The rules of all classes, the strictest in front. */
  readonly classes: readonly FoodClassRule[];
  /** Changes with every change of the data. */
  readonly version: string;
  /** The published times of poultry. */
  readonly fsis: FsisPoultry;
  private readonly names: readonly FoodName[];
  private readonly words: KitchenWords;
  private readonly judge: FoodJudge;
  private readonly understood = new Recent<UnderstoodFood>(MOST_REMEMBERED);
  private lazyMatcher: FoodMatcher | undefined;

  constructor({ kinds, names, words, fsisCells, version }: FoodData) {
    this.classes = kinds.map(({ rule }) => rule);
    this.version = version;
    this.fsis = new FsisPoultry(fsisCells);
    this.names = names;
    this.words = words;
    this.judge = new FoodJudge(kinds);
  }

  /**
   * What a food is, judged by the strictest of everything its name may mean. It never throws: what
   * cannot be understood is unknown, and unknown is judged as poultry and ground meat at once.
   */
  understand(foodType: string | undefined): UnderstoodFood {
    if (foodType === undefined) return this.notTold();
    return this.understood.of(foodType, () => this.read(foodType));
  }

  /** The names of a class, English ones in front. */
  namesOf(foodClass: FoodClass): readonly string[] {
    return this.names.filter((name) => name.foodClass === foodClass).map(({ name }) => name);
  }

  // Made at the first name and not before: it takes a tenth of the time that the server needs to open.
  private get matcher(): FoodMatcher {
    return (this.lazyMatcher ??= new FoodMatcher(this.names, this.words));
  }

  private read(foodType: string): UnderstoodFood {
    const name = readName(foodType);
    const recognised = name ? this.matcher.match(name) : NOTHING;
    return {
      ...this.judge.judge(recognised),
      name: tidyName(foodType),
      given: true,
      matched: [...new Set(recognised.foods.map(({ name }) => name))],
      doubts: recognised.doubts,
      facts: NO_FACTS,
    };
  }

  private notTold(): UnderstoodFood {
    const judgement = this.judge.judge(NOTHING);
    const judgedAs = judgement.judgedAs.map((rule) => ({ ...rule, floorCode: 'FOOD_TYPE_REQUIRED' }));
    return {
      ...judgement,
      judgedAs,
      name: undefined,
      given: false,
      matched: [],
      doubts: [],
      facts: NO_FACTS,
    };
  }
}

/**
 * Reads the catalogue from its folder, `config/foods`.
 * @throws FoodDataError when a file is missing, unreadable, altered or malformed
 */
export const loadFoodCatalogue = (folder: string): FoodCatalogue => new FoodCatalogue(readFoodData(folder));
