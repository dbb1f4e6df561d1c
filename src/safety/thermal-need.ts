import type { Millimetres } from '../shared/units.js';
import type { FoodClass } from './foods/food-class.js';
import type { DairyKind, UnderstoodFood } from './foods/food.js';
import type { InactivationModel } from './physics/inactivation-model.js';
import { defaultMeatExponent, DIFFUSIVITY } from './physics/food-body.js';
import type { FsisPoultry } from './physics/fsis-poultry.js';
import {
  DAIRY_TIMES,
  EGG_ORGANISMS,
  FATTY_FISH_ORGANISMS,
  LEAN_FISH_ORGANISMS,
  MEAT_ORGANISMS,
  MOLLUSC_VIRUSES,
  POULTRY_ORGANISMS,
} from './physics/lethality.js';
import { SHAPE_EXPONENT } from './physics/shape.js';

/** How heat gets into a food, and what it must destroy there. */
export interface ThermalNeed {
  /** In m²/s, the lowest published of its kind. */
  readonly diffusivity: number;
  /** β of a portion of unknown shape. */
  readonly usualExponent: (thickness: Millimetres) => number;
  /** Every one to its own target. Empty when heat need not make the food safe. */
  readonly pathogens: readonly InactivationModel[];
  /** FSIS's published times, which count beside the others in baths from 57.8 °C up; undefined where no bird is in it. */
  readonly published: InactivationModel | undefined;
}

const asPortion = (): number => SHAPE_EXPONENT.portion;

const MEAT: ThermalNeed = {
  diffusivity: DIFFUSIVITY.meat,
  usualExponent: defaultMeatExponent,
  pathogens: MEAT_ORGANISMS,
  published: undefined,
};
const EGGS: ThermalNeed = { ...MEAT, usualExponent: asPortion, pathogens: EGG_ORGANISMS };
const FATTY_FISH: ThermalNeed = {
  diffusivity: DIFFUSIVITY.fish,
  usualExponent: asPortion,
  pathogens: FATTY_FISH_ORGANISMS,
  published: undefined,
};
const LEAN_FISH: ThermalNeed = { ...FATTY_FISH, pathogens: LEAN_FISH_ORGANISMS };
const MOLLUSCS: ThermalNeed = { ...FATTY_FISH, pathogens: MOLLUSC_VIRUSES };
/** For any dairy: no food is published to heat slower than fish; thick cream is about as slow. */
const ANYTHING: ThermalNeed = { ...FATTY_FISH, pathogens: [] };

/** Of several foods in one bag the slowest to heat, and everything that is to be destroyed in any of them. */
function together(needs: readonly ThermalNeed[]): ThermalNeed {
  const [only] = needs;
  if (needs.length === 1 && only !== undefined) return only;
  return {
    diffusivity: Math.min(...needs.map(({ diffusivity }) => diffusivity)),
    usualExponent: (thickness) => Math.min(...needs.map(({ usualExponent }) => usualExponent(thickness))),
    pathogens: [...new Set(needs.flatMap(({ pathogens }) => pathogens))],
    published: needs.find(({ published }) => published !== undefined)?.published,
  };
}

/** The kind of dairy that counts: for an unnamed kind the stricter of milk and cream. */
export const dairyKind = ({ facts }: UnderstoodFood): DairyKind => facts.dairy ?? 'enriched';

/** What a food needs, by the classes it is judged as. */
export function thermalNeedOf(food: UnderstoodFood, fsis: FsisPoultry): ThermalNeed {
  const poultry: ThermalNeed = {
    diffusivity: DIFFUSIVITY.poultry,
    usualExponent: asPortion,
    pathogens: POULTRY_ORGANISMS,
    published: fsis.destruction(food.bird),
  };
  const dairy = { ...ANYTHING, pathogens: DAIRY_TIMES[dairyKind(food)] };
  const ofClass: Needs<FoodClass> = { ...needsOf(poultry, food.lean ? LEAN_FISH : FATTY_FISH), dairy };
  const anyMeat = [poultry, MEAT];
  const mixed = food.species.length > 0 ? food.species.map((animal) => ofClass[animal] ?? MEAT) : anyMeat;
  const needs = food.judgedAs.flatMap(({ foodClass }): readonly ThermalNeed[] => {
    if (foodClass === 'ground_meat' || foodClass === 'non_intact_meat') return mixed;
    // It may be fish, which heats slower than any meat.
    if (foodClass === 'unknown') return [...anyMeat, ANYTHING];
    const need = ofClass[foodClass];
    return need === undefined ? [] : [need];
  });
  return needs.length > 0 ? together(needs) : ANYTHING;
}

type Needs<Class extends FoodClass> = Readonly<Partial<Record<Class, ThermalNeed | undefined>>>;
/** Classes whose need depends on more than the class: the animals in the food, or the kind of dairy. */
type Mixed = 'ground_meat' | 'non_intact_meat' | 'unknown' | 'dairy';

/**
 * What each class of food needs; undefined where no heat of a bath has to make it safe. A new class does not compile
 * without an entry. Game and offal heat like meat, at the slowest, and are held to the targets of poultry.
 */
const needsOf = (poultry: ThermalNeed, fish: ThermalNeed): Required<Needs<Exclude<FoodClass, Mixed>>> => {
  const wild: ThermalNeed = { ...poultry, usualExponent: defaultMeatExponent };
  return {
    poultry,
    fish,
    pork: MEAT,
    beef: MEAT,
    lamb: MEAT,
    game: wild,
    offal: wild,
    // Their own pathogens were never tabled: the slower set of fish is the stricter one.
    crustacean: FATTY_FISH,
    mollusc: MOLLUSCS,
    egg: EGGS,
    egg_dish: EGGS,
    // Refused at any setting.
    raw_legume: undefined,
    vegetable: undefined,
    yoghurt: undefined,
    chocolate: undefined,
    grain: undefined,
  };
};
