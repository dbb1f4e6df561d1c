import { CoddleError } from '../../shared/errors.js';

/** The most readings of one request. Source: the contract. */
export const MOST_READINGS = 1_000;
/** The most probes that are pushed. Source: the contract. */
export const MOST_PUSHED = 200;

/** Thrown when a request holds more readings than are taken at once. */
export class TooManyReadingsError extends CoddleError {
  readonly code = 'TOO_MANY_READINGS';
  readonly kind = 'limited';

  constructor() {
    super(`A request may hold at most ${MOST_READINGS} readings, so none was taken: send them in several.`, {
      details: { field: 'readings', maximum: MOST_READINGS },
    });
  }
}

/** Thrown when more probes would be pushed than are held. */
export class TooManyProbesError extends CoddleError {
  readonly code = 'TOO_MANY_PROBES';
  readonly kind = 'limited';

  constructor() {
    super(
      `At most ${MOST_PUSHED} probes can be pushed, so nothing was taken. Probes that are neither trusted nor pushed for a day make way.`,
      { details: { field: 'readings', maximum: MOST_PUSHED } },
    );
  }
}
