/** The view Now. */
export const now = {
  heading: 'Now',
} as const;
