/** The view Approvals. */
export const approvals = {
  heading: 'Approvals',
} as const;
