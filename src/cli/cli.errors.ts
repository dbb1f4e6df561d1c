import { CoddleError } from '../shared/errors.js';

/**
 * Thrown when a command of care cannot do, or did not find, what it was called for. Only the operator's terminal shows
 * the sentence, so it may name paths; it ends with what to do.
 */
export class CliError extends CoddleError {
  readonly code = 'CARE';
  readonly kind = 'refused';
}
