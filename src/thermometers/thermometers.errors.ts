import { CoddleError } from '../shared/errors.js';

/** Thrown when no probe of that id is known. */
export class ProbeNotFoundError extends CoddleError {
  readonly code = 'PROBE_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('There is no probe with this probe_id: GET /thermometers lists them.', {
      details: { field: 'probe_id' },
    });
  }
}
