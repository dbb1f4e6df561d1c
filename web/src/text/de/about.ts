import type { SameTexts } from '../catalogue.js';
import type { about as english } from '../en/about.js';

export const about: SameTexts<typeof english> = {
  heading: 'Info',
};
