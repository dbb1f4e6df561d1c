/** How a food is usually cut. */
export const CUTS = ['large', 'patty', 'sausage', 'loose', 'steak'] as const;
export type CutName = (typeof CUTS)[number];
