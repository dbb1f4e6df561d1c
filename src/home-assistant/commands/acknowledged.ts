import { AlertNotFiringError, AlertNotFoundError } from '../../alerts/alerts.errors.js';
import type { Acknowledgement } from '../../alerts/lifecycle/alert-engine.js';
import { principalInSentence } from '../../auth/principal-in-words.js';
import { contentOf } from '../alerts/alert-messages.js';

/** The result of an acknowledgement. @throws AlertNotFoundError, AlertNotFiringError where nothing was acknowledged */
export function acknowledged(acknowledgement: Acknowledgement | undefined): object {
  if (acknowledgement === undefined) throw new AlertNotFoundError();
  const { outcome, alert } = acknowledgement;
  if (outcome === 'not_firing') throw new AlertNotFiringError();
  const by = alert.acknowledgedBy === null ? undefined : principalInSentence(alert.acknowledgedBy);
  const { summary: sentence } = contentOf(alert);
  const summary = {
    acknowledged: `Acknowledged: ${sentence}`,
    already: `It was already acknowledged${by === undefined ? '' : ` by ${by}`}: ${sentence}`,
    over: `It is already over: ${sentence}`,
  }[outcome];
  return { status: outcome === 'over' ? 'resolved' : 'acknowledged', alert_id: alert.id, summary };
}
