import { FsisPoultry } from '../physics/fsis-poultry.js';
import { LRUCache } from 'lru-cache';
import type { FoodData, FoodName } from './food-data.js';
import { readFoodData } from './food-files.js';
import { FoodJudge } from './food-judgement.js';
import type { Recognised } from './food-matcher.js';
import { readName, tidyName } from './food-name.js';
import { NameReader, type ReadName } from './name-reader.js';
import type { FoodClass } from './food-class.js';
import { NO_FACTS, type FoodClassRule, type UnderstoodFood } from './food.js';

const NOTHING: Recognised = { foods: [], effects: new Set(), doubts: [] };
const UNREADABLE: ReadName = { recognised: NOTHING, facts: NO_FACTS, assume: (usual) => usual };
/** How many names are kept with what they were understood as: one cook is named several times over. */
const MOST_REMEMBERED = 100;

/** The foods that the engine knows, and what it understands of a food named in someone's own words. */
export class FoodCatalogue {
  /** The rules of all classes, the strictest in front. */
  readonly classes: readonly FoodClassRule[];
  /** Changes with every change of the data. */
  readonly version: string;
  /** The published times of poultry. */
  readonly fsis: FsisPoultry;
  private readonly names: readonly FoodName[];
  private readonly judge: FoodJudge;
  private readonly understood = new LRUCache<string, UnderstoodFood>({
    max: MOST_REMEMBERED,
    memoMethod: (foodType) => this.read(foodType),
  });
  private lazyReader: NameReader | undefined;

  constructor(private readonly data: FoodData) {
    const { kinds, names, fsisCells, version } = data;
    this.classes = kinds.map(({ rule }) => rule);
    this.version = version;
    this.fsis = new FsisPoultry(fsisCells);
    this.names = names;
    this.judge = new FoodJudge(kinds);
  }

  /**
   * What a food is, judged by the strictest of everything its name may mean. It never throws: what
   * cannot be understood is unknown, and unknown is judged as poultry and ground meat at once.
   */
  understand(foodType: string | undefined): UnderstoodFood {
    if (foodType === undefined) return this.unnamedFood();
    return this.understood.memo(foodType);
  }

  /** The names of a class, English ones in front. */
  namesOf(foodClass: FoodClass): readonly string[] {
    return this.names.filter((name) => name.foodClass === foodClass).map(({ name }) => name);
  }

  // Made at the first name and not before: it takes a tenth of the time that the server needs to open.
  private get reader(): NameReader {
    return (this.lazyReader ??= new NameReader(this.data));
  }

  private read(foodType: string): UnderstoodFood {
    const name = readName(foodType);
    const { recognised, facts, assume } = name ? this.reader.read(foodType, name) : UNREADABLE;
    const judgement = this.judge.judge(recognised);
    return {
      ...judgement,
      assumedThickness: assume(judgement.assumedThickness),
      name: tidyName(foodType),
      given: true,
      matched: [...new Set(recognised.foods.map((food) => food.name))],
      doubts: recognised.doubts,
      facts,
    };
  }

  private unnamedFood(): UnderstoodFood {
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
