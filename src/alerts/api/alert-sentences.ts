import { cited, nameInSentence } from '../../shared/printable.js';
import type { AcknowledgedAlertDto, AlertDto } from '../dto/alert.dto.js';

type Acknowledged = AcknowledgedAlertDto['status'];

const SENTENCES: Readonly<Record<Acknowledged, (alert: AlertDto) => string>> = {
  acknowledged: (alert) => `Acknowledged: ${named(alert)}. No further channel is tried.`,
  already_acknowledged: (alert) => `${named(alert)} was acknowledged already, at ${alert.acknowledged_at}.`,
  already_resolved: (alert) =>
    `${named(alert)} has been over since ${alert.resolved_at}, so there is nothing to acknowledge.`,
};

/** What became of an acknowledgement. */
export const acknowledgementSentence = (status: Acknowledged, alert: AlertDto): string =>
  SENTENCES[status](alert);

const named = ({ rule_name: rule, thing }: AlertDto): string =>
  `${cited(rule)} about ${nameInSentence(thing.name)}`;

/**
 * A page of alerts in sentences: how many are open, and what they say.
 * @param isMore whether older ones follow on the next page
 */
export function alertsSentence(alerts: readonly AlertDto[], state: 'open' | 'all', isMore: boolean): string {
  const open = alerts.filter(({ state: now }) => now === 'firing' || now === 'acknowledged');
  const waiting = alerts.filter(({ state: now }) => now === 'pending').length;
  const over = alerts.length - open.length - waiting;
  return [
    countOf(open.length),
    ...open.map(sentenceOf),
    ...(waiting === 0 ? [] : [waitingOf(waiting)]),
    ...(state === 'open' || over === 0 ? [] : [`${over} more ${over === 1 ? 'is' : 'are'} over.`]),
    ...(isMore ? ['There are older ones.'] : []),
  ].join(' ');
}

const countOf = (open: number): string => {
  if (open === 0) return 'No alert is open.';
  return open === 1 ? 'One alert is open.' : `${open} alerts are open.`;
};

const sentenceOf = ({ state, summary }: AlertDto): string =>
  state === 'acknowledged' ? `${summary} (Acknowledged.)` : summary;

const waitingOf = (count: number): string =>
  `${count === 1 ? 'One more has' : `${count} more have`} not held for long enough to fire.`;
