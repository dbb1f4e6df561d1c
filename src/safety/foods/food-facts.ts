import type { FoodName } from './food-data.js';
import { MAY_BE_BIRD, SEAFOOD, type FoodClass } from './food-class.js';
import type { UnderstoodFood } from './food.js';

/**
 * The facts of the animals that shorten a cook, returned only where every animal that they would count for
 * has them: beside a doubt or an unknown food there are none.
 * @param said the foods that were recognised
 * @param complete the classes of these and of what the words leave open
 * @param species whose organisms count in what is ground or no longer intact
 */
export function factsOf(
  said: readonly FoodName[],
  complete: ReadonlySet<FoodClass>,
  species: readonly FoodClass[],
): Pick<UnderstoodFood, 'lean' | 'bird'> {
  if (complete.has('unknown')) return { lean: false, bird: undefined };
  const mixed = species.some((one) => one !== 'poultry');
  return { lean: isLean(said), bird: mixed ? undefined : onlyBird(said) };
}

function isLean(said: readonly FoodName[]): boolean {
  const fish = said.filter((food) => isAnyOf(food, SEAFOOD));
  return fish.length > 0 && fish.every(({ lean }) => lean);
}

/** Game and offal are judged by the targets of poultry, and ground meat may hold a bird without a word of it. */
function onlyBird(said: readonly FoodName[]): UnderstoodFood['bird'] {
  const birds = new Set(said.filter((food) => isAnyOf(food, MAY_BE_BIRD)).map(({ bird }) => bird));
  const [only] = birds;
  return birds.size === 1 ? only : undefined;
}

const isAnyOf = ({ foodClass, species }: FoodName, classes: ReadonlySet<FoodClass>): boolean =>
  [foodClass, ...species].some((one) => classes.has(one));
