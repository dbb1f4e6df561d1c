import type { Celsius, Millimetres, Minutes } from '../../shared/units.js';
import type { Shape } from '../cook-plan.js';
import type { FoodClass } from './food-class.js';
import type { FsisBird } from '../physics/fsis-poultry.js';

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
  /** False for what spoils but makes no one ill for want of heat: vegetables, yoghurt, chocolate. */
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

/** Kinds of milk and what is made of it that are pasteurised differently; the plainest in front. */
export const DAIRY_KINDS = ['milk', 'enriched', 'eggnog', 'breast_milk'] as const;
export type DairyKind = (typeof DAIRY_KINDS)[number];

/** How thick a piece of this cut can be. Outside of it a thickness is most likely in another unit. */
export interface PlausibleThickness {
  readonly thinnest: Millimetres;
  readonly thickest: Millimetres;
  /** Who says so. */
  readonly source: string;
}

/** What the words of a name state beside the food itself. They may only make a verdict stricter. */
export interface NameFacts {
  /** The thickest point stated in words, with the words it was read from; undefined when none was stated. */
  readonly statedThickness: { readonly thickness: Millimetres; readonly words: string } | undefined;
  /** A stated length that may be a thickness and may be none: "12 inch"; undefined when there is none. */
  readonly doubtfulLength: string | undefined;
  /** The words that say that someone who falls ill easily will eat it: "toddler"; undefined when none do. */
  readonly vulnerable: string | undefined;
  /** Whether it is so large, or differs so much, that its thickness must be sent at any temperature. */
  readonly thicknessRequired: boolean;
  /** How thick such a piece can be; undefined where nothing is known. */
  readonly plausible: PlausibleThickness | undefined;
  /** Why it is a poison at any setting; undefined for everything else. */
  readonly poison: { readonly reason: string; readonly source: string } | undefined;
  /** Whether the published times of hens' eggs in their shell hold: neither duck, goose, quail nor jumbo. */
  readonly hensEgg: boolean;
  /** The strictest kind of dairy that was recognised; undefined where there is none. */
  readonly dairy: DairyKind | undefined;
  /** What the name means elsewhere, to be said: "in French it is pork"; undefined where it means one thing. */
  readonly otherMeaning: string | undefined;
  /** The words that say that several pieces lie on each other; undefined when none do. */
  readonly stack: string | undefined;
}

/** The facts of a name that states nothing but its food. */
export const NO_FACTS: NameFacts = {
  statedThickness: undefined,
  doubtfulLength: undefined,
  vulnerable: undefined,
  thicknessRequired: false,
  plausible: undefined,
  poison: undefined,
  hensEgg: true,
  dairy: undefined,
  otherMeaning: undefined,
  stack: undefined,
};

/** What was understood of a food in the user's own words. */
export interface UnderstoodFood {
  /** The strictest class of everything recognised: the headline. */
  readonly foodClass: FoodClass;
  /** The rules of every recognised class that is a matter of food safety, the strictest in front; otherwise the headline's own. All apply. */
  readonly judgedAs: readonly FoodClassRule[];
  /** Of ground or non-intact meat: whose organisms count; empty when not stated. */
  readonly species: readonly FoodClass[];
  /** Whether every fish that was recognised is a lean one; only then the lean set of organisms holds. */
  readonly lean: boolean;
  /** The one bird that was recognised; undefined for another, for several, or when none is stated. */
  readonly bird: FsisBird | undefined;
  /** Whether the name says that it comes frozen, and not that it has been thawed. */
  readonly frozen: boolean;
  /** The user's words, tidied for showing: printable, at most 64 characters; undefined when nothing was given. */
  readonly name: string | undefined;
  /** False when no food was named at all. */
  readonly given: boolean;
  /** The names of the catalogue that were recognised, in the order of the words. */
  readonly matched: readonly string[];
  /** Words close to a name of the catalogue that were not taken for it, to be named in the response. */
  readonly doubts: readonly string[];
  /** The thickest assumption of everything recognised. */
  readonly assumedThickness: Millimetres;
  readonly assumedShape: Shape;
  /** What the words state beside the food. */
  readonly facts: NameFacts;
}
