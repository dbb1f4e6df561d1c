import {
  CloudUnavailableError,
  CommandRejectedError,
  CommandUnconfirmedError,
  NoDeviceError,
  TokenRejectedError,
} from '../../device/device.errors.js';
import { CoddleError } from '../../shared/errors.js';

/** What always stops a cooker. */
const BY_HAND = 'Stop the cooker by hand: hold its button or unplug it.';
const NOT_SENT = `The stop was not sent. ${BY_HAND}`;

/** A failure before anything was sent, with what helps now in front of the reason. Other errors stay as they are. */
export function notSent(error: unknown): unknown {
  if (error instanceof CloudUnavailableError)
    return error.amended({ message: `${NOT_SENT} Anova's cloud cannot be reached right now.` });
  if (error instanceof TokenRejectedError || error instanceof NoDeviceError)
    return error.amended({ message: `${NOT_SENT} ${error.message}` });
  return error;
}

/** A stop that was sent, and no response came. */
export const sentUnanswered = (cause: unknown): CommandUnconfirmedError =>
  new CommandUnconfirmedError(
    `The stop was sent and nobody answered, so it is not known whether it worked. ${BY_HAND}`,
    { details: { outcome: 'unknown' }, cause },
  );

/** A stop that the cloud refused. */
export const refused = (error: CommandRejectedError): CommandRejectedError =>
  error.amended({
    message: `Anova's cloud refused the stop. ${BY_HAND} The reason is in the server's log.`,
  });

/** An error whose details also tell what of the request was left out; these warnings come before its own. */
export function withWarnings(error: unknown, warnings: readonly string[]): unknown {
  if (!(error instanceof CoddleError) || warnings.length === 0) return error;
  const own = (error.details['warnings'] ?? []) as readonly string[];
  return error.amended({ details: { warnings: [...warnings, ...own] } });
}
