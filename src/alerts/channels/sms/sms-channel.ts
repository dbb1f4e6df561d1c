import type { AlertChannel, AlertMessage, SendResult } from '../alert-channel.js';
import { hostOf, type HttpSender, type OutgoingRequest } from '../sending/http-sender.js';
import { resultOfResponse } from '../sending/http-result.js';
import { resultOf } from '../sending/not-sent-error.js';
import type { SmsSettings } from '../settings/channel-settings.js';
import { filled, filledJson, fillingOf, type Filling } from './template.js';

/** Responses are short; of a longer one the beginning is searched, in bytes. */
const LONGEST_RESPONSE = 64 * 1024;

/** Asks a service over HTTP to send an SMS. */
export class SmsChannel implements AlertChannel {
  readonly kind = 'sms';
  /** Services differ; the key is sent, and none is known to drop a repeat. */
  readonly dropsRepeats = false;
  readonly name: string;
  readonly target: string;

  constructor(
    private readonly settings: SmsSettings,
    private readonly sender: HttpSender,
  ) {
    this.name = settings.name;
    this.target = hostOf(new URL(settings.url));
  }

  send(message: AlertMessage, signal: AbortSignal): Promise<SendResult> {
    return resultOf(async () => {
      const response = await this.sender.send(this.requestFor(message), signal);
      const result = resultOfResponse(response);
      const { success } = this.settings;
      if (!result.sent || success === null || response.body.includes(success)) return result;
      const why = `${response.host} took the request, and its response does not contain the text of success.`;
      return { sent: false, why, mayRetry: true };
    });
  }

  private requestFor(message: AlertMessage): OutgoingRequest {
    const { url, method, headers, success } = this.settings;
    const filling = fillingOf(message);
    const { contentType, body } = this.bodyFor(filling);
    return {
      url: new URL(filled(url, filling, encodeURIComponent)),
      method,
      headers: { 'idempotency-key': message.key, ...contentType, ...headers },
      opens: Object.keys(headers).length > 0,
      ...(body === undefined ? {} : { body }),
      ...(success === null ? {} : { readsBody: LONGEST_RESPONSE }),
    };
  }

  private bodyFor(filling: Filling): { contentType: Readonly<Record<string, string>>; body?: string } {
    const { body } = this.settings;
    if (body === null) return { contentType: {} };
    if ('json' in body)
      return { contentType: type('application/json'), body: JSON.stringify(filledJson(body.json, filling)) };
    if ('text' in body) return { contentType: type(body.contentType), body: filled(body.text, filling) };
    const pairs = Object.entries(body.form).map(
      ([name, text]) => [name, filled(text, filling)] as [string, string],
    );
    return {
      contentType: type('application/x-www-form-urlencoded'),
      body: new URLSearchParams(pairs).toString(),
    };
  }
}

const type = (contentType: string) => ({ 'content-type': contentType });
