import { first } from './first.js';
import { later } from './later.js';

/** Every text in German. */
export const de = { ...first, ...later };
