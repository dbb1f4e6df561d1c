import type { Acknowledgement } from '../../alerts/lifecycle/alert-engine.js';
import { principalInSentence } from '../../auth/principal-in-words.js';
import { CoddleError } from '../../shared/errors.js';

/** Thrown when an alert that is to be acknowledged is not known, or has not fired. */
class NotAcknowledgedError extends CoddleError {
  readonly kind = 'conflict';

  constructor(
    readonly code: 'ALERT_NOT_FOUND' | 'ALERT_NOT_FIRING',
    message: string,
  ) {
    super(message, { details: { field: 'alert_id' } });
  }
}

/** The result of an acknowledgement. @throws NotAcknowledgedError where nothing was acknowledged */
export function acknowledged(acknowledgement: Acknowledgement | undefined): object {
  if (acknowledgement === undefined)
    throw new NotAcknowledgedError(
      'ALERT_NOT_FOUND',
      'There is no alert with this alert_id, or it is no longer kept.',
    );
  const { outcome, alert } = acknowledgement;
  if (outcome === 'not_firing')
    throw new NotAcknowledgedError(
      'ALERT_NOT_FIRING',
      'This alert has not fired, so there is nothing to acknowledge.',
    );
  const by = alert.acknowledgedBy === null ? undefined : principalInSentence(alert.acknowledgedBy);
  const summary = {
    acknowledged: `Acknowledged: ${alert.summary}`,
    already: `It was already acknowledged${by === undefined ? '' : ` by ${by}`}: ${alert.summary}`,
    over: `It is already over: ${alert.summary}`,
  }[outcome];
  return { status: outcome === 'over' ? 'resolved' : 'acknowledged', alert_id: alert.id, summary };
}
