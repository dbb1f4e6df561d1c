import type { Celsius, Millimetres, Minutes } from '../../shared/units.js';
import type { Shape } from '../cook-plan.js';
import type { FsisBird } from '../physics/fsis-poultry.js';

/**
 * The kinds of food that the safety rules know, the strictest in front: of several kinds in one name
 * the first one is the headline of the answer.
 */
export const FOOD_CLASSES = [
  'raw_legume',
  'mollusc',
  'ground_meat',
  'offal',
  'game',
  'unknown',
  'egg_dish',
  'poultry',
  'crustacean',
  'pork',
  'non_intact_meat',
  'lamb',
  'beef',
  'fish',
  'egg',
  'vegetable',
  'yoghurt',
  'chocolate',
] as const;
export type FoodClass = (typeof FOOD_CLASSES)[number];

/** Classes that make nobody ill for want of heat: plants and what is only kept warm. */
export const HARMLESS_CLASSES: ReadonlySet<FoodClass> = new Set(['vegetable', 'yoghurt', 'chocolate']);

/** Whole pieces of these are safe inside; once bladed, rolled or stuffed they are not. */
export const SAFE_INSIDE: ReadonlySet<FoodClass> = new Set(['game', 'pork', 'lamb', 'beef', 'fish']);

/** The flesh of animals. Ground, all of it is judged alike: as ground meat, with its own organisms. */
export const FLESH_CLASSES: ReadonlySet<FoodClass> = new Set([
  ...SAFE_INSIDE,
  'offal',
  'poultry',
  'crustacean',
  'non_intact_meat',
  'fish',
]);

/** A temperature and a time that no physics gives, but a rule or custom. */
export interface FoodSetting {
  readonly target: Celsius;
  readonly hold: Minutes;
  /** Who says so. */
  readonly source: string;
}

/** What holds for every food of one class. */
export interface FoodClassRule {
  readonly foodClass: FoodClass;
  /** The class at the head of a sentence: "Poultry". */
  readonly label: string;
  /** The coolest bath allowed; undefined where the absolute limits say enough. */
  readonly floor: Celsius | undefined;
  /** The hottest bath allowed; undefined where the absolute limits say enough. */
  readonly ceiling: Celsius | undefined;
  /** The code of the refusal below the floor. */
  readonly floorCode: string;
  readonly mustBePasteurized: boolean;
  readonly defaultThickness: Millimetres;
  readonly defaultShape: Shape;
  /** Why, in one short sentence for people. */
  readonly reason: string;
  readonly source: string;
  /** False for what spoils but makes nobody ill for want of heat: vegetables, yoghurt, chocolate. */
  readonly foodSafetyMatter: boolean;
  /** The code of the refusal at any setting (raw beans); undefined for everything that may be cooked. */
  readonly refusedBecause: string | undefined;
  /** Baths that suit the food, the coolest in front; they are offered with the time they need. */
  readonly offered: readonly Celsius[];
  /** What people do with a food that physics gives no time for: vegetables, yoghurt, chocolate. */
  readonly customary: readonly FoodSetting[];
  /** For eggs in their shell: each of these baths, or a hotter one, pasteurises them in the time beside it. */
  readonly pasteurizedBy: readonly FoodSetting[];
  /** How long it may stay below 54.4 °C when it is not pasteurised; undefined where it must be. */
  readonly unpasteurizedLimit: Minutes | undefined;
  /** The longest time in the bath at all; undefined where other limits say enough. */
  readonly longestHold: Minutes | undefined;
}

/** What was understood of a food in the user's own words. */
export interface UnderstoodFood {
  /** The strictest class of everything recognised: the headline. */
  readonly foodClass: FoodClass;
  /** The rules of every recognised class that is a matter of food safety, the strictest in front; otherwise the headline's own. All apply. */
  readonly judgedAs: readonly FoodClassRule[];
  /** Of ground or non-intact meat: whose organisms count; empty when not told. */
  readonly species: readonly FoodClass[];
  /** Whether every fish that was recognised is a lean one; only then the lean set of organisms holds. */
  readonly lean: boolean;
  /** The one bird that was recognised; undefined for another, for several, or when it was not told. */
  readonly bird: FsisBird | undefined;
  /** Whether the name says that it comes frozen, and not that it has been thawed. */
  readonly frozen: boolean;
  /** The user's words, tidied for showing: printable, at most 64 characters; undefined when nothing was given. */
  readonly name: string | undefined;
  /** False when no food was named at all. */
  readonly given: boolean;
  /** The names of the catalogue that were recognised, in the order of the words. */
  readonly matched: readonly string[];
  /** Words close to a name of the catalogue that were not taken for it, to be named in the answer. */
  readonly doubts: readonly string[];
  /** The thickest assumption of everything recognised. */
  readonly assumedThickness: Millimetres;
  readonly assumedShape: Shape;
}
