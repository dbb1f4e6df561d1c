import { fileURLToPath } from 'node:url';
import { loadFoodCatalogue, type FoodCatalogue } from '../../src/safety/foods/food-catalogue.js';
import { makeRules } from '../../src/safety/rules/rules.js';
import { SafetyService } from '../../src/safety/safety.service.js';

/** The folder of the food data that is shipped. */
export const FOODS = fileURLToPath(new URL('../../config/foods', import.meta.url));

let foods: FoodCatalogue | undefined;
let service: SafetyService | undefined;

/** The shipped food data, read once for all applications of a spec: reading it takes longest of all there is to open. */
export const readFoodsOnce = (): FoodCatalogue => (foods ??= loadFoodCatalogue(FOODS));

/** The real engine with the shipped food data. */
export const makeSafety = (): SafetyService => (service ??= new SafetyService(makeRules(), readFoodsOnce));
