import { fileURLToPath } from 'node:url';
import { loadFoodCatalogue } from '../../src/safety/foods/food-catalogue.js';
import { makeRules } from '../../src/safety/rules/rules.js';
import { SafetyService } from '../../src/safety/safety.service.js';

/** The folder of the food data that is shipped. */
export const FOODS = fileURLToPath(new URL('../../config/foods', import.meta.url));

let service: SafetyService | undefined;

/** The real engine with the shipped food data. */
export const makeSafety = (): SafetyService =>
  (service ??= new SafetyService(makeRules(), () => loadFoodCatalogue(FOODS)));
