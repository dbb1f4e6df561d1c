import type { AlertMessage } from '../alert-channel.js';
import type { SmsBody } from '../settings/channel-settings.js';

/** What can stand in braces in the template of an SMS. */
export const PLACEHOLDERS = ['message', 'title', 'text', 'severity', 'thing', 'url', 'at', 'key'] as const;

type Placeholder = (typeof PLACEHOLDERS)[number];

/** Characters of a message: two SMS of 160. Longer ones are cut, since each part costs. */
const LONGEST = 320;
const IN_BRACES = /\{([a-z_]+)\}/g;

/** The placeholders that a text names, also those that are unknown. */
export const placeholdersIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(IN_BRACES), ([, name]) => name!);

/** All texts of a body that are filled in. */
export function textsIn(body: SmsBody): readonly string[] {
  if (body === null) return [];
  if ('text' in body) return [body.text];
  return 'form' in body ? Object.values(body.form) : textsOfJson(body.json);
}

function textsOfJson(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOfJson) : [];
}

/** What stands for each placeholder. */
export type Filling = Readonly<Record<Placeholder, string>>;

/** The values of a message. */
export const fillingOf = (message: AlertMessage): Filling => ({
  message: cut(message.text.startsWith(message.title) ? message.text : `${message.title}: ${message.text}`),
  title: cut(message.title),
  text: cut(message.text),
  severity: message.severity,
  thing: message.thing?.name ?? '',
  url: message.url ?? '',
  at: new Date(message.at).toISOString(),
  key: message.key,
});

/** A text with the placeholders replaced; what a value itself has in braces stays as it is. */
export const filled = (text: string, filling: Filling, encode = (value: string) => value): string =>
  text.replaceAll(IN_BRACES, (whole, name: string) =>
    Object.hasOwn(filling, name) ? encode(filling[name as Placeholder]) : whole,
  );

/** A JSON value with the placeholders in its texts replaced, so that no value can break out of its text. */
export function filledJson(value: unknown, filling: Filling): unknown {
  if (typeof value === 'string') return filled(value, filling);
  if (Array.isArray(value)) return value.map((item) => filledJson(item, filling));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filledJson(inner, filling)]));
}

function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : text;
}
