import { CoddleError } from '../shared/errors.js';

/** Thrown when no cook of that id is kept. */
export class CookNotFoundError extends CoddleError {
  readonly code = 'COOK_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('There is no cook with this cook_id, or it is no longer kept: GET /cooks lists them.', {
      details: { field: 'cook_id' },
    });
  }
}

/** Thrown when more readings are asked for than one response may hold. */
export class TooManyPointsError extends CoddleError {
  readonly code = 'VALIDATION_ERROR';
  readonly kind = 'invalid';

  /** @param maximum the most that this format of the response may hold */
  constructor(received: number, maximum: number) {
    const message = `points must be at most ${maximum} as JSON; format=csv gives more`;
    super(`${message}.`, {
      details: { field: 'points', received, maximum, problems: [{ field: 'points', message }] },
    });
  }
}

/** Thrown when a span of time ends before it begins. */
export class InvalidSpanError extends CoddleError {
  readonly code = 'VALIDATION_ERROR';
  readonly kind = 'invalid';

  constructor() {
    const message = 'from must be before to; a to that is left out is now';
    super(`${message}.`, { details: { field: 'from', problems: [{ field: 'from', message }] } });
  }
}

/** Thrown when a span holds more readings than one response may. */
export class TooLongSpanError extends CoddleError {
  readonly code = 'VALIDATION_ERROR';
  readonly kind = 'invalid';

  /** @param maximum the most that one response may hold */
  constructor(maximum: number) {
    const message = `from and to must be closer together: one CSV holds at most ${maximum} readings; or send points`;
    super(`${message}.`, { details: { field: 'from', maximum, problems: [{ field: 'from', message }] } });
  }
}
