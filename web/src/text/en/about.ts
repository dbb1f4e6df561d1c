/** The view About. */
export const about = {
  heading: 'About',
} as const;
