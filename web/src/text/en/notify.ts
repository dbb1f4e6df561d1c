/** Notifications. */
export const notify = {
  timerEnded: 'The timer has ended',
  timerEndedBody: '{cooker} keeps the temperature until you stop it.',
  throwAway: 'Throw the food away',
  throwAwayBody: 'The food on {cooker} is no longer safe.',
  silent: 'A cooker is silent',
  silentBody: '{cooker} ran when it was last heard, and reports nothing now. Look at it.',
  approval: 'A start waits for you',
  approvalBody: 'Someone asks to start a cook on {cooker}. Nothing starts until you approve it.',
} as const;
