import type { SameTexts } from '../catalogue.js';
import type { approvals as english } from '../en/approvals.js';

export const approvals: SameTexts<typeof english> = {
  heading: 'Freigaben',
};
