import type { Alert, Notice } from './alert.js';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0');

/** An instant by the clock of the place, with its distance to UTC: "18:05 (UTC+01:00) on 3 March 2026". */
export function atPlace(at: number): string {
  const date = new Date(at);
  const ahead = -date.getTimezoneOffset();
  const sign = ahead < 0 ? '-' : '+';
  const zone = `UTC${sign}${two(Math.abs(ahead) / 60)}:${two(Math.abs(ahead) % 60)}`;
  const day = `${date.getDate()} ${MONTHS[date.getMonth()]} ${date.getFullYear()}`;
  return `${two(date.getHours())}:${two(date.getMinutes())} (${zone}) on ${day}`;
}

/** The title and the sentences of a message. */
export interface MessageWords {
  readonly title: string;
  readonly text: string;
}

const ENDED: Readonly<Record<NonNullable<Alert['resolvedBy']>, string>> = {
  condition: 'It is over',
  thing_gone: 'It is over, since there is nothing left to watch',
  rule_changed: 'It is over, since its rule was changed or switched off',
};

/** What a message about one alert says. @param at when it happened, in milliseconds since 1970 */
export function wordsOf(alert: Alert, notice: Notice, at: number): MessageWords {
  const subject = `${alert.ruleName}: ${alert.thing.name}`;
  const firedAt = alert.firedAt ?? at;
  switch (notice) {
    case 'resolved':
      return {
        title: `Over: ${subject}`,
        text: `${ENDED[alert.resolvedBy ?? 'condition']}, at ${atPlace(at)}. The alert began at ${atPlace(firedAt)}: ${alert.summary}`,
      };
    case 'escalated':
      return {
        title: `Not acknowledged: ${subject}`,
        text: `${alert.summary} The alert began at ${atPlace(firedAt)}, and it is not acknowledged.`,
      };
    case 'firing':
    case 'test':
      return { title: subject, text: `${alert.summary} Observed at ${atPlace(at)}.` };
  }
}

/** So many titles, and so many sentences, are said of a message about several alerts: push services take 4 KB. */
const MOST_TITLES = 3;
const MOST_SENTENCES = 10;

/** What a message about several alerts says: the sentences of each in a line of its own. */
export function joinedWords(parts: readonly MessageWords[]): MessageWords {
  const titles = parts.slice(0, MOST_TITLES).map(({ title }) => title);
  const sentences = parts.slice(0, MOST_SENTENCES).map(({ title, text }) => `${title}. ${text}`);
  const left = parts.length - sentences.length;
  return {
    title: `${parts.length} alerts: ${titles.join('; ')}${titles.length < parts.length ? '; …' : ''}`,
    text: [...sentences, ...(left > 0 ? [`And ${left} more: see the list of alerts.`] : [])].join('\n'),
  };
}
