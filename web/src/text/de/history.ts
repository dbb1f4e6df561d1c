import type { SameTexts } from '../catalogue.js';
import type { history as english } from '../en/history.js';

export const history: SameTexts<typeof english> = {
  heading: 'Verlauf',
};
