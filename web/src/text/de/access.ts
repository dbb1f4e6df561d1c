import type { SameTexts } from '../catalogue.js';
import type { access as english } from '../en/access.js';

export const access: SameTexts<typeof english> = {
  heading: 'Zugriff',
};
