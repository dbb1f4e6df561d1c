import type { AlertMessage } from '../channels/alert-channel.js';
import type { Severity } from '../rules/alert-rule.js';
import type { Alert, Notice } from './alert.js';
import { joinedWords, wordsOf } from './message-words.js';

/** What a message says of one alert. */
export interface MessagePart {
  readonly alert: Alert;
  readonly notice: Notice;
  /** When it happened, in milliseconds since 1970. */
  readonly at: number;
}

/** The parts of a message: one at least. */
export type MessageParts = readonly [MessagePart, ...MessagePart[]];

const BY_WEIGHT: readonly Severity[] = ['critical', 'warning', 'info'];

/** The message about one alert or several. @param url where people see their alerts; undefined without an address */
export function messageOf(key: string, parts: MessageParts, url: string | undefined): AlertMessage {
  const [{ alert, notice, at }, ...others] = parts;
  const isOne = others.length === 0;
  const words = parts.map((part) => wordsOf(part.alert, part.notice, part.at));
  return {
    key,
    alertId: alert.id,
    ruleId: parts.every((part) => part.alert.ruleId === alert.ruleId) ? alert.ruleId : null,
    notice,
    severity: BY_WEIGHT.find((weight) => parts.some((part) => part.alert.severity === weight))!,
    ...(isOne ? words[0]! : joinedWords(words)),
    thing: parts.every((part) => part.alert.thing.id === alert.thing.id)
      ? { id: alert.thing.id, name: alert.thing.name }
      : null,
    at,
    ...(url !== undefined && { url }),
  };
}
