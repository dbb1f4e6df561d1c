import { CoddleError } from '../../shared/errors.js';

/** Thrown when a probe session names a cook that is not on, was not started here, or may not be seen. */
export class CookNotOnError extends CoddleError {
  readonly code = 'COOK_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super(
      'There is no cook with this cook_id that was started here and is still on: leave cook_id out to follow the probe alone.',
      { details: { field: 'cook_id' } },
    );
  }
}
