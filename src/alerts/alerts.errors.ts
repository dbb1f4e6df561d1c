import { CoddleError } from '../shared/errors.js';

/** Thrown when no alert of that id is kept, or not for this client. */
export class AlertNotFoundError extends CoddleError {
  readonly code = 'ALERT_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('There is no alert with this alert_id, or it is no longer kept: GET /alerts lists them.', {
      details: { field: 'alert_id' },
    });
  }
}

/** Thrown when an alert is acknowledged that has not fired. */
export class AlertNotFiringError extends CoddleError {
  readonly code = 'ALERT_NOT_FIRING';
  readonly kind = 'conflict';

  constructor() {
    super('This alert has not fired: its condition does not hold for long enough yet.', {
      details: { field: 'alert_id' },
    });
  }
}
