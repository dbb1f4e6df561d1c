/** The view History. */
export const history = {
  heading: 'History',
} as const;
