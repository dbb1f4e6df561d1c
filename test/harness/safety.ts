import { fileURLToPath } from 'node:url';
import { loadFoodCatalogue, type FoodCatalogue } from '../../src/safety/foods/food-catalogue.js';
import { FoodDataError } from '../../src/safety/foods/food-data.error.js';
import { makeRules } from '../../src/safety/rules/rules.js';
import { SafetyService } from '../../src/safety/safety.service.js';

/** The folder of the food data that is shipped. */
export const FOODS = fileURLToPath(new URL('../../config/foods', import.meta.url));

let foods: FoodCatalogue | undefined;
let service: SafetyService | undefined;

/** The shipped food data, read once for all applications of a spec: reading it takes longest of all there is to open. */
export const readFoodsOnce = (): FoodCatalogue => (foods ??= loadFoodCatalogue(FOODS));

/**
 * The real engine with the shipped food data.
 * @throws Error when the data is not right: it says what is wrong, which the engine says to its log only
 */
export const makeSafety = (): SafetyService => {
  const right = rightFoods();
  return (service ??= new SafetyService(makeRules(), () => right));
};

function rightFoods(): FoodCatalogue {
  try {
    return readFoodsOnce();
  } catch (error) {
    if (!(error instanceof FoodDataError)) throw error;
    throw new Error(`config/foods: ${error.problem}`, { cause: error });
  }
}
