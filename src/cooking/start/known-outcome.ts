import { CommandRejectedError } from '../../device/device.errors.js';
import type { StartOutcome } from '../idempotency/idempotency-service.js';
import type { StartCommand } from './start-command.js';
import { unconfirmed } from './unconfirmed.js';

/** The cook of a start from before a restart; undefined when there was none. @throws the earlier refusal */
export function startedBefore(outcome: StartOutcome | undefined): string | undefined {
  switch (outcome?.kind) {
    case undefined:
      return undefined;
    case 'started':
      return outcome.cookId;
    case 'rejected':
      throw new CommandRejectedError(outcome.message);
    case 'not-started':
      throw unconfirmed('not_started');
    case 'pending':
      throw unconfirmed('unknown');
  }
}

/** The result of a command that has ended with a known outcome. @throws CommandUnconfirmedError otherwise */
export function settled(command: StartCommand): StartCommand {
  const { state } = command;
  if (state === 'unknown') throw unconfirmed('unknown');
  if (state === 'not-started' || state === 'stopped' || state === 'cancelled')
    throw unconfirmed('not_started');
  return command;
}
