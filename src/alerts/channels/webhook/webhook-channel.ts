import type { Clock } from '../../../shared/clock.js';
import type { AlertChannel, AlertMessage, SendResult } from '../alert-channel.js';
import { hostOf, type HttpSender } from '../sending/http-sender.js';
import { resultOf } from '../sending/not-sent-error.js';
import type { WebhookSettings } from '../settings/channel-settings.js';
import { signatureHeaders } from './signature.js';

/** Posts JSON to an address, signed where there is a secret. */
export class WebhookChannel implements AlertChannel {
  readonly kind = 'webhook';
  /** Each attempt has the same `Idempotency-Key`, by which the documents ask a receiver to drop repeats. */
  readonly dropsRepeats = true;
  readonly name: string;
  readonly target: string;
  private readonly url: URL;

  constructor(
    private readonly settings: WebhookSettings,
    private readonly sender: HttpSender,
    private readonly clock: Clock,
  ) {
    this.name = settings.name;
    this.url = new URL(settings.url);
    this.target = hostOf(this.url);
  }

  send(message: AlertMessage, signal: AbortSignal): Promise<SendResult> {
    return resultOf(async () => {
      const { secret, headers } = this.settings;
      const body = JSON.stringify(webhookBody(message));
      const signature = secret === null ? {} : signatureHeaders(secret, body, this.clock.now().getTime());
      const own = {
        'content-type': 'application/json',
        'user-agent': 'Coddle',
        'idempotency-key': message.key,
      };
      const opens = Object.keys(headers).length > 0;
      return this.sender.deliver(
        { url: this.url, headers: { ...own, ...headers, ...signature }, opens, body },
        signal,
      );
    });
  }
}

/** What is posted; docs/alert-channels.md describes each field. */
export const webhookBody = (message: AlertMessage): object => ({
  version: 1,
  key: message.key,
  alert_id: message.alertId,
  rule_id: message.ruleId,
  notice: message.notice,
  severity: message.severity,
  title: message.title,
  text: message.text,
  thing: message.thing === null ? null : { id: message.thing.id, name: message.thing.name },
  at: new Date(message.at).toISOString(),
  url: message.url ?? null,
});
