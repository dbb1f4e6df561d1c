/** The view Access. */
export const access = {
  heading: 'Access',
} as const;
