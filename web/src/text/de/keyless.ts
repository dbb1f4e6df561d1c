import { en } from '../en/index.js';
import { withoutKeys } from '../keyless.js';
import { de } from './index.js';

/** The German texts without their keys, which every page has in English. The build evaluates this module. */
export const texts = withoutKeys(en, de);
