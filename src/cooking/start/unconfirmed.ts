import { CommandUnconfirmedError } from '../../device/device.errors.js';

const SENTENCES = {
  unknown: 'It is not known whether the cook started',
  not_started: 'The cook did not start: the cooker was seen idle afterwards',
} as const;

/** The sentences about a start that the cooker has not shown. */
export const unconfirmed = (outcome: keyof typeof SENTENCES): CommandUnconfirmedError =>
  new CommandUnconfirmedError(
    `${SENTENCES[outcome]}. Read /status before you try again; never send it again blindly.`,
    { details: { outcome } },
  );

/** The error of a start whose cook was stopped before the cooker showed it. */
export const stoppedMeanwhile = (): CommandUnconfirmedError =>
  new CommandUnconfirmedError('The cook was stopped while it was being started.', {
    details: { outcome: 'not_started' },
  });
