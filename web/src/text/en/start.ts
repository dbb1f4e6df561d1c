/** The view Start. */
export const start = {
  heading: 'Start',
} as const;
