import { first } from './first.js';
import { later } from './later.js';

/** Every text in English. */
export const en = { ...first, ...later };
