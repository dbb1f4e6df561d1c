import { CoddleError } from '../shared/errors.js';

/**
 * Thrown when a command cannot do what it was asked for. Only the operator's terminal shows the sentence, so it may
 * name paths; it ends with what to do.
 */
export class CliError extends CoddleError {
  readonly code: string = 'COMMAND_FAILED';
  readonly kind = 'refused';
}

/** Thrown when a command is called in a way that it does not know. The sentence repeats no word: one may be a key. */
export class UsageError extends CliError {
  override readonly code = 'USAGE';
}

/** Thrown when a command has printed everything and ends with an exit code of its own. */
export class EndedError extends Error {
  constructor(readonly exitCode: number) {
    super();
  }
}
