import { CoddleError } from '../shared/errors.js';

/** Thrown when no probe of that id is known. */
export class ProbeNotFoundError extends CoddleError {
  readonly code = 'PROBE_NOT_FOUND';
  readonly kind = 'not-found';

  /** @param field where it was named */
  constructor(field = 'probe_id') {
    super('There is no probe with this probe_id: GET /thermometers lists them.', { details: { field } });
  }
}
