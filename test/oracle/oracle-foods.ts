import type { Shape } from '../../src/safety/cook-plan.js';
import type { FoodClass } from '../../src/safety/foods/food-class.js';
import * as pathogens from './oracle-pathogens.js';
import type { Kill } from './oracle-physics.js';

/** One food in a name, as the generator of the name knows it. */
export interface TrueFood {
  readonly foodClass: FoodClass;
  /** Whose meat it is, where it is ground or no longer intact. */
  readonly species?: readonly FoodClass[];
  readonly altered?: 'ground' | 'pierced';
  readonly cut?: 'patty' | 'sausage' | 'loose' | 'steak' | 'large';
  readonly lean?: boolean;
  readonly bird?: pathogens.Bird;
  /** Whether the name says that it is frozen. */
  readonly frozen?: boolean;
  /** How thick it was said to be, mm; it counts where that is thicker than what is assumed. */
  readonly statedThickness?: number;
}

/** What holds for a food. */
export interface Nature {
  readonly floor: number;
  readonly ceiling?: number;
  /** Longest time in the bath, minutes. */
  readonly longest?: number;
  /** 10⁻⁷ m²/s. */
  readonly diffusivity: number;
  /** Assumed when it is not sent, mm. */
  readonly thickness: number;
  /** Assumed when it is not sent; undefined where meat is a slab when thin and a portion when thick. */
  readonly shape?: Shape | undefined;
  readonly kills: readonly Kill[];
  /** FSIS's times, where a bird is in it. */
  readonly fsis?: Kill | undefined;
  /** Whether it is served pasteurised only. */
  readonly must: boolean;
  /** Where it need not be: how long it may stay below 54.4 °C then, minutes. */
  readonly coolFor?: number;
}

const MEAT = { diffusivity: 1.11, kills: pathogens.MEAT };
const BIRD = { diffusivity: 1.08, kills: pathogens.POULTRY, shape: 'portion' } as const;
const FISH = { diffusivity: 0.99, kills: pathogens.FATTY_FISH, shape: 'portion' } as const;
const WILD = { ...MEAT, kills: pathogens.POULTRY, floor: 60, thickness: 40, must: true };
const RED = { ...MEAT, floor: 52, thickness: 30, must: false, coolFor: 240 };
const PLANT = { ...FISH, kills: [], floor: 57, thickness: 25, must: false };

/** Section 3 of the rules, row by row. What is ground has the pathogens of its animal. */
const NATURES: Readonly<Record<FoodClass, Nature>> = {
  poultry: { ...BIRD, floor: 57, thickness: 35, must: true },
  ground_meat: { ...MEAT, floor: 60, thickness: 30, must: true },
  non_intact_meat: { ...MEAT, floor: 52, thickness: 30, must: true },
  pork: { ...MEAT, floor: 57, thickness: 40, must: true },
  beef: RED,
  lamb: RED,
  game: WILD,
  offal: WILD,
  fish: { ...FISH, floor: 40, thickness: 30, must: false, coolFor: 60 },
  crustacean: { ...FISH, floor: 57, thickness: 30, must: true },
  mollusc: { ...FISH, kills: pathogens.MOLLUSC, floor: 90, thickness: 20, must: true },
  egg: { ...MEAT, kills: [], floor: 40, thickness: 45, shape: 'sphere', must: false },
  egg_dish: { ...MEAT, kills: pathogens.EGG_DISH, floor: 60, thickness: 50, shape: 'slab', must: true },
  dairy: { ...FISH, kills: [pathogens.MILK], floor: 40, thickness: 70, shape: 'cylinder', must: true },
  vegetable: PLANT,
  grain: { ...PLANT, thickness: 50 },
  raw_legume: { ...PLANT, floor: Infinity },
  yoghurt: { ...PLANT, floor: 40, ceiling: 46, longest: 1440 },
  chocolate: { ...PLANT, floor: 40, ceiling: 50, longest: 1440 },
  unknown: {
    ...BIRD,
    kills: [...pathogens.POULTRY, ...pathogens.MEAT],
    fsis: pathogens.fsis(undefined),
    floor: 60,
    thickness: 50,
    shape: 'slab',
    must: true,
  },
};

const GROUND: Readonly<Record<string, Partial<Nature>>> = {
  patty: {},
  sausage: { thickness: 40, shape: 'cylinder' },
  loose: { thickness: 50, shape: 'slab' },
  large: { thickness: 70, shape: 'portion' },
};
const BIRDS = {
  chicken: pathogens.fsis('chicken'),
  turkey: pathogens.fsis('turkey'),
  any: pathogens.fsis(undefined),
};

/** The limits of a food, for any preparation and any stated thickness. */
export function natureOf(food: TrueFood): Nature {
  const nature = untoldNature(food);
  return { ...nature, thickness: Math.max(nature.thickness, food.statedThickness ?? 0) };
}

function untoldNature(food: TrueFood): Nature {
  const { foodClass, altered, cut } = food;
  const [animal = foodClass] = food.species ?? [];
  const itself = { ...NATURES[foodClass], ...animalOf(food, animal) };
  if (altered === 'ground' || foodClass === 'ground_meat') {
    const form = GROUND[foodClass === 'ground_meat' ? (cut ?? 'patty') : 'loose'];
    return { ...itself, ...NATURES.ground_meat, ...animalOf(food, animal), ...form };
  }
  const sized = cut === 'large' ? { ...itself, thickness: 70 } : itself;
  return altered === 'pierced' ? { ...sized, must: true } : sized;
}

/** The pathogens of an animal, and how it heats. */
function animalOf({ bird, lean, foodClass }: TrueFood, animal: FoodClass): Partial<Nature> {
  const { kills, diffusivity, floor } = NATURES[animal];
  const pierced = foodClass === 'non_intact_meat' ? { floor } : {};
  if (animal === 'poultry') return { kills, diffusivity, fsis: BIRDS[bird ?? 'any'] };
  return { ...pierced, kills: lean ? pathogens.LEAN_FISH : kills, diffusivity };
}
