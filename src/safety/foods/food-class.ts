/** What the rules, the reader of names and the sentences ask of a class of food. */
interface ClassTraits {
  /** The flesh of an animal. Ground, all of it is judged alike: as ground meat, with its own organisms. */
  readonly flesh?: true;
  /** A whole piece is safe inside; once bladed, rolled or stuffed it is not. */
  readonly safeInside?: true;
  /** The meat of a land animal, in any form. */
  readonly meat?: true;
  /** Beef, lamb, pork or game, pierced or not. */
  readonly redMeat?: true;
  readonly seafood?: true;
  /** It may be, or hold, the meat of a bird. */
  readonly mayBeBird?: true;
  /** Its tough pieces are cooked for days; custom of recipes for brisket, short ribs and the like. */
  readonly cookedForDays?: true;
  /** It makes no one ill for want of heat: plants, and what is only kept warm. */
  readonly harmless?: true;
}

const RED_MEAT = { flesh: true, meat: true, redMeat: true, cookedForDays: true } as const;

/**
 * The one list of the classes of food that the rules know, the strictest first: of several classes in one name
 * the first one is the headline of the verdict. Their limits are in config/foods/classes.json.
 */
const CLASSES = {
  raw_legume: {},
  mollusc: { seafood: true },
  ground_meat: { meat: true, mayBeBird: true },
  offal: { flesh: true, mayBeBird: true, cookedForDays: true },
  game: { ...RED_MEAT, safeInside: true, mayBeBird: true },
  unknown: {},
  egg_dish: {},
  poultry: { flesh: true, meat: true, mayBeBird: true },
  crustacean: { flesh: true, seafood: true },
  pork: { ...RED_MEAT, safeInside: true },
  non_intact_meat: RED_MEAT,
  dairy: {},
  lamb: { ...RED_MEAT, safeInside: true },
  beef: { ...RED_MEAT, safeInside: true },
  fish: { flesh: true, safeInside: true, seafood: true },
  egg: {},
  vegetable: { harmless: true },
  yoghurt: { harmless: true },
  chocolate: { harmless: true },
  grain: { harmless: true },
} as const satisfies Record<string, ClassTraits>;

export type FoodClass = keyof typeof CLASSES;

/** All classes, the strictest first. */
export const FOOD_CLASSES = Object.keys(CLASSES) as readonly FoodClass[];

/** The classes with a trait, the strictest first. */
const classesWith = (trait: keyof ClassTraits): ReadonlySet<FoodClass> =>
  new Set(FOOD_CLASSES.filter((foodClass) => (CLASSES[foodClass] as ClassTraits)[trait] === true));

export const HARMLESS_CLASSES = classesWith('harmless');
export const FLESH_CLASSES = classesWith('flesh');
export const SAFE_INSIDE = classesWith('safeInside');
export const MEATS = classesWith('meat');
export const RED_MEATS = classesWith('redMeat');
export const SEAFOOD = classesWith('seafood');
export const MAY_BE_BIRD = classesWith('mayBeBird');
export const COOKED_FOR_DAYS = classesWith('cookedForDays');
