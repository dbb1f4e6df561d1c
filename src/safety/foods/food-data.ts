import type { Celsius, Millimetres, Minutes } from '../../shared/units.js';
import { celsius, millimetres, minutes } from '../../shared/units.js';
import type { Shape } from '../cook-plan.js';
import { SHAPES } from '../cook-plan.js';
import { FSIS_BIRDS, type FsisBird, type FsisCell } from '../physics/fsis-poultry.js';
import { FoodDataError } from './food-data.error.js';
import { CUTS, type CutName } from './food-cuts.js';
import type { FoodClass } from './food-class.js';
import type { DairyKind, FoodClassRule, FoodSetting, NameFacts } from './food.js';
import { FOOD_CLASSES } from './food-class.js';
import { DAIRY_KINDS } from './food.js';
import { JsonRecord } from './json-record.js';
import { PieceTable } from './piece-table.js';
import { parseStated, type StatedWords } from './stated-words.js';

export { CUTS, type CutName };

/** The assumed size of a cut without a given thickness. */
export interface Cut {
  readonly thickness: Millimetres;
  readonly shape: Shape;
}

/** A class of food with its rule and the cuts that differ from the usual one. */
export interface FoodKind {
  readonly rule: FoodClassRule;
  readonly cuts: ReadonlyMap<CutName, Cut>;
}

/** A name of the catalogue and what it stands for. */
export interface FoodName {
  readonly name: string;
  readonly foodClass: FoodClass;
  /** Undefined for the usual cut of the class. */
  readonly cut: CutName | undefined;
  /** Of ground or non-intact meat: the animals in it; empty when the name does not say. */
  readonly species: readonly FoodClass[];
  /** Believed only when nothing but plants and everyday words stands beside it: "beef tomato". */
  readonly alone: boolean;
  /** Of fish: whether the name means species that are lean beyond doubt. */
  readonly lean: boolean;
  /** The bird that the name means; undefined for every other one, and when the name does not say. */
  readonly bird: FsisBird | undefined;
  /** Of dairy: the kind, where it is not plain milk. */
  readonly dairy?: DairyKind | undefined;
  /** Why it is a poison at any setting. */
  readonly poison?: NameFacts['poison'];
  /** Whether it was shown as a picture and not said in words. */
  readonly shown?: boolean;
}

/** What a word says of the foods beside it. */
export const EFFECTS = [
  'ground',
  'non_intact',
  'cut_small',
  'tenderised_by_shop',
  'no_effect',
  'rolled',
  'stuffed',
  'large',
  'frozen',
  'thawed',
] as const;
export type Effect = (typeof EFFECTS)[number];

/** Words that distinguish a boiled or canned legume from a raw one. */
export interface BoiledWords {
  /** Directly in front of the legume. */
  readonly before: readonly string[];
  /** Directly behind it, at the end of the name. */
  readonly after: readonly string[];
  /** Anywhere in the name, they take the claim back. */
  readonly unless: readonly string[];
}

/** Words that are no food. */
export interface FoodWords {
  readonly effects: ReadonlyMap<Effect, readonly string[]>;
  readonly boiled: BoiledWords;
  /** They join two foods, so that the words beside them do not belong together. */
  readonly joining: readonly string[];
  /** They say nothing about the kind of food. */
  readonly neutral: readonly string[];
  /** Neutral only in this very form, since they state a fact beside the food. */
  readonly exact?: readonly string[];
  /** Real words that are no misspelling of a food, and yet may change what the food is. */
  readonly ordinary?: readonly string[];
  /** Ends of compound words for what lies beside the food, when a plant or a neutral word begins them: "Pfefferkruste". */
  readonly besides?: readonly string[];
}

/** The data of the catalogue, read and checked. */
export interface FoodData {
  /** One for each class, the strictest in front. */
  readonly kinds: readonly FoodKind[];
  readonly names: readonly FoodName[];
  readonly words: FoodWords;
  /** What a name may state beside the food. */
  readonly stated: StatedWords;
  /** How large the pieces are. */
  readonly pieces: PieceTable;
  /** The published times of poultry. */
  readonly fsisCells: readonly FsisCell[];
  /** Changes with every change of the data. */
  readonly version: string;
}

/** @throws FoodDataError when a class is malformed, missing or listed twice */
export function parseKinds(json: unknown): readonly FoodKind[] {
  const kinds = new JsonRecord(json).records('classes').map(parseKind);
  for (const foodClass of FOOD_CLASSES) {
    const times = kinds.filter(({ rule }) => rule.foodClass === foodClass).length;
    if (times === 1) continue;
    throw new FoodDataError(
      `classes.json lists ${foodClass} ${times} times: each class of food must be there once`,
    );
  }
  return kinds.toSorted((one, other) => strictness(one.rule) - strictness(other.rule));
}

/** @throws FoodDataError when a group of names is malformed */
export function parseNames(json: unknown): readonly FoodName[] {
  return new JsonRecord(json).records('groups').flatMap(parseGroup);
}

/** @throws FoodDataError when a list of words is malformed */
export function parseStatedWords(json: unknown): StatedWords {
  return parseStated(new JsonRecord(json));
}

/** @throws FoodDataError when the table of pieces is malformed */
export function parsePieces(json: unknown): PieceTable {
  return new PieceTable(new JsonRecord(json));
}

/**
 * @param everyday more neutral words, by what they speak of
 * @throws FoodDataError when a list of words is malformed
 */
export function parseWords(json: unknown, everyday?: unknown): FoodWords {
  const record = new JsonRecord(json);
  const more = everyday === undefined ? [] : new JsonRecord(everyday).record('neutral').allTexts();
  const boiled = record.record('boiled');
  return {
    effects: new Map(EFFECTS.map((effect) => [effect, record.texts(effect)])),
    boiled: { before: boiled.texts('before'), after: boiled.texts('after'), unless: boiled.texts('unless') },
    joining: record.texts('joining'),
    neutral: [...record.texts('neutral'), ...more],
    ordinary: record.has('ordinary') ? record.texts('ordinary') : [],
    besides: record.has('besides') ? record.texts('besides') : [],
  };
}

const strictness = ({ foodClass }: FoodClassRule): number => FOOD_CLASSES.indexOf(foodClass);

function parseKind(record: JsonRecord): FoodKind {
  const usual = parseCut(record.record('default_cut'));
  const rule: FoodClassRule = {
    foodClass: record.choice('food_class', FOOD_CLASSES),
    label: record.text('label'),
    floor: optionalCelsius(record, 'floor_celsius'),
    ceiling: optionalCelsius(record, 'ceiling_celsius'),
    floorCode: record.text('floor_code'),
    mustBePasteurized: record.flag('must_be_pasteurized'),
    defaultThickness: usual.thickness,
    defaultShape: usual.shape,
    reason: record.text('reason'),
    source: record.text('source'),
    foodSafetyMatter: record.flag('food_safety_matter'),
    refusedBecause: record.has('refused_because') ? record.text('refused_because') : undefined,
    offered: record.has('offered_celsius') ? record.numbers('offered_celsius').map(celsius) : [],
    customary: optionalSettings(record, 'customary'),
    pasteurizedBy: optionalSettings(record, 'pasteurized_by'),
    unpasteurizedLimit: optionalMinutes(record, 'unpasteurized_limit_minutes'),
    longestHold: optionalMinutes(record, 'longest_minutes'),
  };
  return { rule, cuts: record.has('cuts') ? parseCuts(record.record('cuts')) : new Map() };
}

const parseCuts = (record: JsonRecord): FoodKind['cuts'] =>
  new Map(
    CUTS.filter((name) => record.has(name)).map((name): [CutName, Cut] => [
      name,
      parseCut(record.record(name)),
    ]),
  );

const parseCut = (record: JsonRecord): Cut => ({
  thickness: millimetres(record.number('thickness_mm')),
  shape: record.choice('shape', SHAPES),
});

const parseSetting = (record: JsonRecord): FoodSetting => ({
  target: celsius(record.number('temperature_celsius')),
  hold: minutes(record.number('time_minutes')),
  source: record.text('source'),
});

const optionalCelsius = (record: JsonRecord, field: string): Celsius | undefined =>
  record.has(field) ? celsius(record.number(field)) : undefined;

const optionalMinutes = (record: JsonRecord, field: string): Minutes | undefined =>
  record.has(field) ? minutes(record.number(field)) : undefined;

const optionalSettings = (record: JsonRecord, field: string): readonly FoodSetting[] =>
  record.has(field) ? record.records(field).map(parseSetting) : [];

function parseGroup(record: JsonRecord): readonly FoodName[] {
  const group = {
    foodClass: record.choice('food_class', FOOD_CLASSES),
    cut: record.has('cut') ? record.choice('cut', CUTS) : undefined,
    species: record.has('species') ? record.choices('species', FOOD_CLASSES) : [],
    alone: record.has('alone') && record.flag('alone'),
    lean: record.has('lean') && record.flag('lean'),
    bird: record.has('bird') ? record.choice('bird', FSIS_BIRDS) : undefined,
    ...(record.has('dairy') ? { dairy: record.choice('dairy', DAIRY_KINDS) } : {}),
    ...(record.has('poison') ? { poison: parsePoison(record.record('poison')) } : {}),
  };
  return record.texts('names').map((name) => ({ name, ...group }));
}

const parsePoison = (record: JsonRecord): NameFacts['poison'] => ({
  reason: record.text('reason'),
  source: record.text('source'),
});
