import type { AlertChannelDto } from '../alerts/dto/alert-channel.dto.js';
import type { AlertDeliveryDto } from '../alerts/dto/alert-delivery.dto.js';
import type { AlertRuleDto } from '../alerts/dto/alert-rule.dto.js';
import type { AlertDto, AlertWithDeliveriesDto } from '../alerts/dto/alert.dto.js';
import { printedLine } from './fact-lines.js';

/** An alert as one line: names in it come from devices and clients. */
export function alertLine({ alert_id: id, state, severity, summary, ...alert }: AlertDto): string {
  const since = shown(alert.fired_at ?? alert.pending_since);
  return `${id}  ${state}, ${severity}, since ${since}: ${printedLine(summary)}`;
}

/** An alert with every attempt to send it. */
export function alertLines(alert: AlertWithDeliveriesDto): readonly string[] {
  const { acknowledged_at: at, acknowledged_by: by, resolved_at: over, rule_id: rule } = alert;
  return [
    alertLine(alert),
    `  Rule: ${rule}${alert.is_safety ? ', about safety' : ''}`,
    ...(at === null ? [] : [`  Acknowledged: ${shown(at)} by ${printedLine(by ?? 'an unknown client')}`]),
    ...(over === null ? [] : [`  Over: ${shown(over)}`]),
    ...(alert.deliveries.length === 0 ? ['  Nothing was sent.'] : alert.deliveries.flatMap(deliveryLines)),
  ];
}

function deliveryLines(delivery: AlertDeliveryDto): readonly string[] {
  const { channel, notice, state, attempts, maybe_twice: twice, next_attempt_at: next } = delivery;
  const again = next === null ? '' : `, next attempt ${shown(next)}`;
  return [
    `  ${channel}: ${notice}, ${state}${again}${twice ? ', may have arrived twice' : ''}`,
    ...attempts.map(({ at, result, why }) => {
      const reason = why === null ? '' : `: ${printedLine(why)}`;
      return `    ${shown(at)}  ${result}${reason}`;
    }),
  ];
}

/** A rule as one line. */
export const ruleLine = ({ rule_id: id, enabled, is_safety: isSafety, summary }: AlertRuleDto): string =>
  `${id}  ${enabled ? 'on' : 'off'}${isSafety ? ', about safety' : ''}: ${printedLine(summary)}`;

/** A channel as one line. */
export function channelLine({ name, kind, target, last_result: last }: AlertChannelDto): string {
  const of = name === kind ? '' : `${kind}, `;
  if (last === null) return `${name}  ${of}${printedLine(target)}, nothing sent lately`;
  const why = last.why === null ? '' : `: ${printedLine(last.why)}`;
  return `${name}  ${of}${printedLine(target)}, ${last.result} ${shown(last.at)}${why}`;
}

/** "2026-03-01T12:00Z" */
const shown = (instant: string): string => `${instant.slice(0, 16)}Z`;
