import type { ErrorKind } from '../../shared/errors.js';
import { CoddleError } from '../../shared/errors.js';

/** Thrown when the food data is missing, unreadable, altered or malformed: without it nothing may start. */
export class FoodDataError extends CoddleError {
  readonly code = 'SAFETY_UNAVAILABLE';
  readonly kind: ErrorKind = 'unavailable';

  /** @param problem what is wrong, for the log; it names no path */
  constructor(
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(
      'The food safety data is missing or damaged, so no cook can be started; reinstall Coddle.',
      options,
    );
  }
}
