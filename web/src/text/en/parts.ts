/** Texts of the shared components. */
export const parts = {
  unknown: 'not known',
  justNow: 'just now',
  secondsAgo: { one: '{count} second ago', other: '{count} seconds ago' },
  minutesAgo: { one: '{count} minute ago', other: '{count} minutes ago' },
  hoursAgo: { one: '{count} hour ago', other: '{count} hours ago' },
  daysAgo: { one: '{count} day ago', other: '{count} days ago' },
  neverSeen: 'never reported',
  cancel: 'Cancel',
  notWhileOffline: 'Not possible while the server cannot be reached.',
  notSignedIn: 'Sign in first.',
  signInHeading: 'For the owner alone',
  signInWhy: 'Sign in as the owner of this server to see and change this.',
  signInWithPassword: 'Sign in with the password',
  signInByLink: 'Or use the link that this prints on the machine that runs Coddle:',
  setPasswordHeading: 'Set a password first',
  setPasswordHow:
    'No password of the owner is set yet. On the machine that runs Coddle, enter in a terminal:',
  minutes: '{minutes} min',
  hours: '{hours} h',
  hoursAndMinutes: '{hours} h {minutes} min',
} as const;
