import { createHash } from 'node:crypto';
import type { AlertMessage } from '../alert-channel.js';
import { LARGEST_MESSAGE } from './message-encryption.js';

/** The version of what the worker of the page reads; it shows a later version as far as it knows its fields. */
const VERSION = 1;
/** The view that a notification leads to. */
const VIEW = '/#/alerts';
/** RFC 8030, section 5.4: at most 32 characters of base64url. */
const TOPIC_LENGTH = 32;
const LONGEST_TITLE = 200;
/** Longer than any key of this server, in characters. */
const LONGEST_KEY = 200;
const CUT = '…';

/**
 * What a message is about, as push services and browsers know it: one that has not arrived is replaced by the next about
 * the same, and so is its notification.
 */
export function topicOf({ ruleId, thing, key, notice }: AlertMessage): string {
  const subject = notice === 'test' ? ['test'] : ruleId === null ? [key] : [ruleId, thing?.id ?? ''];
  return createHash('sha256').update(JSON.stringify(subject)).digest('base64url').slice(0, TOPIC_LENGTH);
}

/** A message as the worker of the page reads it; a text that is too long is cut. */
export function toPushMessage(message: AlertMessage): Buffer {
  const { severity, notice, at, url } = message;
  const fields = {
    version: VERSION,
    key: message.key.slice(0, LONGEST_KEY),
    tag: topicOf(message),
    ...{ severity, notice, at, path: pathOf(url) },
    title: cut(message.title, LONGEST_TITLE),
  };
  let body = cut(message.text, LARGEST_MESSAGE);
  for (;;) {
    const content = Buffer.from(JSON.stringify({ ...fields, body }));
    if (content.length <= LARGEST_MESSAGE) return content;
    // A character takes six bytes at most.
    const excess = Math.max(1, Math.ceil((content.length - LARGEST_MESSAGE) / 6));
    body = cut(body, Math.max(0, Array.from(body).length - excess - 1));
  }
}

/** A notification opens an address of the page itself. */
function pathOf(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url)) return VIEW;
  const { pathname, search, hash } = new URL(url);
  const path = `${pathname}${search}${hash}`;
  return path.length <= 200 && path.startsWith('/') && !path.startsWith('//') ? path : VIEW;
}

function cut(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most).join('')}${CUT}` : text;
}
