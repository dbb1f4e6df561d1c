import { later as english } from '../en/later.js';
import { withoutKeys } from '../keyless.js';
import { later } from './later.js';

/** The German texts of the other views, without the keys that every page has in English. The build evaluates this. */
export const texts = withoutKeys(english, later);
