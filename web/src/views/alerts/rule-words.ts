import type { AlertRuleDto } from '../../../../src/alerts/dto/alert-rule.dto.js';
import { duration } from '../../text/duration.js';
import { grammar } from '../../text/language.js';
import { t } from '../../text/t.js';
import { isNumber, signOf, toShown } from './rule-facts.js';

const MINUTE = 60;

/** When a rule fires, and for which things. @param thing the name of the one thing that it watches */
export function conditionInWords(rule: AlertRuleDto, thing: string | undefined): string {
  const { fact, thing_kind: kind, for_seconds: seconds } = rule;
  const parts = [
    limitInWords(rule) ?? t(`alerts.${fact}`),
    seconds > 0 && t('alerts.forTime', { time: timeInWords(seconds) }),
    thing === undefined
      ? t('alerts.everyThing', { kind: t(`alerts.${kind}`) })
      : t('alerts.onThing', { thing }),
  ];
  return parts.filter(Boolean).join(', ');
}

const timeInWords = (seconds: number): string =>
  seconds < MINUTE
    ? t('alerts.seconds', { count: seconds })
    : duration(Math.round((seconds / MINUTE) * 10) / 10);

/** The limit of a rule about a number, and where its alert ends. */
function limitInWords({ fact, above, below, clear_by: clearBy }: AlertRuleDto): string | undefined {
  const limit = above ?? below;
  if (limit === null || !isNumber(fact)) return undefined;
  const words = (value: number) => `${grammar.value.number.format(toShown(value, fact))} ${signOf(fact)}`;
  const name = { fact: t(`alerts.${fact}`), limit: words(limit) };
  const end = above === null ? limit + (clearBy ?? 0) : limit - (clearBy ?? 0);
  const said = above === null ? t('alerts.below', name) : t('alerts.above', name);
  return end === limit ? said : `${said} (${t('alerts.clears', { limit: words(end) })})`;
}

/** Over which channels a rule reaches people, and when not. */
export function channelsInWords({
  channels,
  quiet_hours: quiet,
  escalate_after_minutes: minutes,
}: AlertRuleDto): string {
  const parts = [
    channels === null ? t('alerts.viaAll') : t('alerts.via', { channels: channels.join(', ') }),
    minutes !== null && t('alerts.escalates', { minutes }),
    quiet !== null && t('alerts.quietFrom', { from: quiet.from, to: quiet.to }),
  ];
  return parts.filter(Boolean).join(', ');
}
