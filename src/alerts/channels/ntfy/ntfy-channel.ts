import { createHash } from 'node:crypto';
import { printable } from '../../../shared/printable.js';
import type { AlertChannel, AlertMessage, SendResult } from '../alert-channel.js';
import { hostOf, type HttpSender } from '../sending/http-sender.js';
import { resultOf } from '../sending/not-sent-error.js';
import type { NtfySettings } from '../settings/channel-settings.js';
import { headerText } from './encoded-word.js';

/** A longer message becomes an attachment; source: DefaultMessageLengthLimit in ntfy's server/config.go, in bytes. */
const LONGEST = 4_000;
const LONGEST_TITLE = 200;

/** How urgently the phone notifies, from 1 to 5. Source: https://docs.ntfy.sh/publish/#message-priority */
const PRIORITIES = { critical: '5', warning: '4', info: '3' } as const;
/** Emoji in front of the title. Source: https://docs.ntfy.sh/emojis/ */
const TAGS = { critical: 'rotating_light', warning: 'warning', info: 'information_source' } as const;

/** Publishes at a topic of ntfy. */
export class NtfyChannel implements AlertChannel {
  readonly kind = 'ntfy';
  /**
   * ntfy knows no idempotency key. A repeat has the same sequence id, so that from release 2.16 on it replaces the
   * notification of the first, where the app knows of it; it may notify again.
   */
  readonly dropsRepeats = false;
  readonly name: string;
  readonly target: string;
  private readonly url: URL;
  private readonly authorization: Readonly<Record<string, string>>;

  constructor(
    { name, url, token }: NtfySettings,
    private readonly sender: HttpSender,
  ) {
    this.name = name;
    this.url = new URL(url);
    this.target = hostOf(this.url);
    const { username, password } = this.url;
    const bearer = token ?? (username === '' && password !== '' ? decodeURIComponent(password) : null);
    this.authorization = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
  }

  send(message: AlertMessage, signal: AbortSignal): Promise<SendResult> {
    return resultOf(async () => {
      const headers = { ...headersFor(message), ...this.authorization };
      return this.sender.deliver({ url: this.url, headers, body: bodyOf(message) }, signal);
    });
  }
}

function headersFor(message: AlertMessage): Readonly<Record<string, string>> {
  const { notice, severity, title, key, url } = message;
  const isOver = notice === 'resolved';
  return {
    'content-type': 'text/plain; charset=utf-8',
    title: headerText(printable(title, LONGEST_TITLE)),
    priority: isOver || notice === 'test' ? PRIORITIES.info : PRIORITIES[severity],
    tags: isOver ? 'white_check_mark' : notice === 'test' ? 'test_tube' : TAGS[severity],
    'x-sequence-id': createHash('sha256').update(key).digest('hex').slice(0, 32),
    ...(url === undefined ? {} : { click: new URL(url).href }),
  };
}

/** The text; of a longer one as many whole characters as fit. */
function bodyOf({ text }: AlertMessage): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= LONGEST) return text;
  return `${new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, LONGEST), { stream: true })}…`;
}
