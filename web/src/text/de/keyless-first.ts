import { first as english } from '../en/first.js';
import { withoutKeys } from '../keyless.js';
import { first } from './first.js';

/** The German texts of the frame and the first view, without the keys that every page has in English. The build evaluates this. */
export const texts = withoutKeys(english, first);
