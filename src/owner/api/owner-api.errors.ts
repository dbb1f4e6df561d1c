import type { NotConfirmed } from '../../cooking/recovery/unfinished-cooks.js';
import { CoddleError } from '../../shared/errors.js';
import { DISCARD_SENTENCES } from '../discarded.command.js';

/** Thrown when the owner is signed in nowhere under an id. */
export class SessionNotFoundError extends CoddleError {
  readonly code = 'SESSION_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('There is no such session: GET /owner/sessions lists them.', { details: { field: 'id' } });
  }
}

/** Thrown when no client is connected with an id. */
export class ClientNotFoundError extends CoddleError {
  readonly code = 'CLIENT_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('No client is connected with this id: GET /owner/clients lists them.', {
      details: { field: 'id' },
    });
  }
}

/** Thrown when no arming of an id runs. */
export class ArmingNotFoundError extends CoddleError {
  readonly code = 'ARMING_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('No arming of this id runs: GET /owner/armings lists them.', { details: { field: 'id' } });
  }
}

/** Thrown when there is no food to confirm as thrown away. */
export class NothingLeftError extends CoddleError {
  readonly code = 'NOTHING_TO_DISCARD';
  readonly kind = 'conflict';

  constructor(reason: NotConfirmed) {
    super(DISCARD_SENTENCES[reason], { details: { field: 'cook_id' } });
  }
}
