import type { SameTexts } from '../catalogue.js';
import type { now as english } from '../en/now.js';

export const now: SameTexts<typeof english> = {
  heading: 'Jetzt',
};
