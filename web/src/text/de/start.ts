import type { SameTexts } from '../catalogue.js';
import type { start as english } from '../en/start.js';

export const start: SameTexts<typeof english> = {
  heading: 'Starten',
};
