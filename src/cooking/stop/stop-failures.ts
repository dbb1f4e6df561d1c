import {
  CloudUnavailableError,
  CommandRejectedError,
  CommandUnconfirmedError,
  NoDeviceError,
  TokenRejectedError,
} from '../../device/device.errors.js';
import { CoddleError } from '../../shared/errors.js';

/** The way to stop a cooker that always works. */
const BY_HAND = 'Stop the cooker by hand: hold its button or unplug it.';
const NOT_SENT = `The stop was not sent. ${BY_HAND}`;

/** Puts the advice before the reason of a failure before sending. Other errors stay unchanged. */
export function notSent(error: unknown): unknown {
  if (error instanceof CloudUnavailableError)
    return error.amended({ message: `${NOT_SENT} Anova's cloud cannot be reached right now.` });
  if (error instanceof TokenRejectedError || error instanceof NoDeviceError)
    return error.amended({ message: `${NOT_SENT} ${error.message}` });
  return error;
}

/** The error of a stop that was sent without a response. */
export const sentWithoutResponse = (cause: unknown): CommandUnconfirmedError =>
  new CommandUnconfirmedError(
    `The stop was sent, but no response arrived, so it is not known whether it worked. ${BY_HAND}`,
    { details: { outcome: 'unknown' }, cause },
  );

/** The error of a stop that the cloud refused. */
export const refused = (error: CommandRejectedError): CommandRejectedError =>
  error.amended({
    message: `Anova's cloud refused the stop. ${BY_HAND} The reason is in the server's log.`,
  });

/** Adds warnings about ignored parts of the request to the details of an error, before the error's own warnings. */
export function withWarnings(error: unknown, warnings: readonly string[]): unknown {
  if (!(error instanceof CoddleError) || warnings.length === 0) return error;
  const own = (error.details['warnings'] ?? []) as readonly string[];
  return error.amended({ details: { warnings: [...warnings, ...own] } });
}
