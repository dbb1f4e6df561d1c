/** The Stop button and what is known of a stop. */
export const stop = {
  stop: 'Stop',
  stopWhateverRuns: 'Stop whatever runs',
  stopNamed: 'Stop {name}',
  sending: 'Stopping: the request is on its way.',
  retrying: 'The stop has not reached the server yet. Trying again …',
  repeating: 'The stop was not carried out yet. Trying again …',
  accepted: 'The stop was acknowledged. Waiting until the cooker shows it.',
  stopped: 'Stopped: the cooker shows it.',
  nothingRuns: 'Not stopped: the server knows of no cook there.',
  failed: 'The stop failed.',
  atTheCooker: 'If this takes too long, use the button on the cooker.',
  signedOut: 'The stop needs you to sign in again. You can also use the button on the cooker.',
} as const;
