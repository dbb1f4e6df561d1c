import { fileURLToPath } from 'node:url';

/** The folder of the food data. Both src/ and the flat dist/ lie beside config/. */
export const FOODS = fileURLToPath(new URL('../config/foods', import.meta.url));
