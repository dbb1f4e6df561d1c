import { Logger } from '@nestjs/common';
import { CoddleError } from '../../../shared/errors.js';
import type { Clock } from '../../../shared/clock.js';
import type { AlertChannel, AlertMessage, SendResult } from '../alert-channel.js';
import type { HttpSender } from '../sending/http-sender.js';
import { NotSentError } from '../sending/not-sent-error.js';
import { encryptMessage } from './message-encryption.js';
import type { PushIdentity } from './push-identity.js';
import { topicOf, toPushMessage } from './push-message.js';
import { outcomeOf, resultOfAll, type PushOutcome } from './push-outcome.js';
import type { PushSubscription } from './push-subscription.js';
import type { PushSubscriptions } from './push-subscriptions.js';
import { vapidAuthorization } from './vapid-token.js';

/** What the channel works with. */
export interface WebPushParts {
  readonly subscriptions: PushSubscriptions;
  readonly identity: PushIdentity;
  readonly sender: Pick<HttpSender, 'send'>;
  readonly clock: Clock;
  /** The https: address of this server, for push services to ask; undefined where only its own network knows it. */
  readonly contact: string | undefined;
}

/** How long a push service keeps a message, in seconds: "core at 54 °C" is of no use an hour later. */
const TTL_SECONDS = 600;
/** Messages of which it is known which browsers have them; of those that are repeated there are a few at once. */
const MOST_REMEMBERED = 100;

/** Sends messages to browsers through their push services, which cannot read them (RFC 8030, 8291 and 8292). */
export class WebPushChannel implements AlertChannel {
  readonly name = 'web-push';
  readonly kind = 'web-push';
  /**
   * A repeat replaces its notification where that is still shown; whoever has swept it away sees it again, so that a
   * repeat after a crash counts as one that may be seen twice.
   */
  readonly dropsRepeats = false;
  private readonly logger = new Logger('WebPush');
  /** The ids of the browsers whose push services took a message, by its key. */
  private readonly accepted = new Map<string, Set<string>>();

  constructor(private readonly parts: WebPushParts) {}

  get target(): string {
    const { count } = this.parts.subscriptions;
    if (count === undefined) return 'browsers that cannot be read yet';
    return `${count} ${count === 1 ? 'browser' : 'browsers'}`;
  }

  async send(message: AlertMessage, signal: AbortSignal): Promise<SendResult> {
    try {
      const subscriptions = await this.parts.subscriptions.list();
      const accepted = this.acceptedOf(message.key);
      const waiting = subscriptions.filter(({ id }) => !accepted.has(id));
      const earlier = subscriptions.length - waiting.length;
      const outcomes = await Promise.all(waiting.map((one) => this.sendTo(one, message, signal)));
      await Promise.all(waiting.map((one, index) => this.note(one, outcomes[index], accepted)));
      const result = resultOfAll(outcomes, earlier);
      if (result.sent) this.accepted.delete(message.key);
      return result;
    } catch (error) {
      const why = error instanceof CoddleError ? error.message : 'The message could not be made.';
      return { sent: false, why, mayRetry: true };
    }
  }

  private async sendTo(
    { endpoint, keys, contact, device }: PushSubscription,
    message: AlertMessage,
    signal: AbortSignal,
  ): Promise<PushOutcome> {
    const { identity, sender, clock } = this.parts;
    const own = this.parts.contact ?? contact ?? undefined;
    const headers = {
      authorization: vapidAuthorization(await identity.keys(), endpoint, own, clock.now().getTime()),
      ttl: String(TTL_SECONDS),
      urgency: 'high',
      topic: topicOf(message),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
    };
    try {
      const body = encryptMessage(toPushMessage(message), keys);
      return outcomeOf(await sender.send({ url: new URL(endpoint), headers, body }, signal));
    } catch (error) {
      if (error instanceof NotSentError) return error.result;
      if (!(error instanceof RangeError)) throw error;
      return {
        sent: false,
        why: `The keys of ${device} cannot be used: subscribe it again.`,
        mayRetry: false,
      };
    }
  }

  /** A subscription that is no more is removed; while that cannot be stored, it is found again at the next message. */
  private async note(
    { id, device }: PushSubscription,
    outcome: PushOutcome | undefined,
    accepted: Set<string>,
  ): Promise<void> {
    if (outcome === 'accepted') accepted.add(id);
    if (outcome !== 'gone') return;
    try {
      await this.parts.subscriptions.remove(id);
      this.logger.log(`The subscription of ${device} is no more, and was removed`);
    } catch (error) {
      if (!(error instanceof CoddleError)) throw error;
      this.logger.warn(`The subscription of ${device} is no more, and cannot be removed: ${error.message}`);
    }
  }

  private acceptedOf(key: string): Set<string> {
    const known = this.accepted.get(key) ?? new Set<string>();
    this.accepted.delete(key);
    this.accepted.set(key, known);
    const [oldest] = this.accepted.keys();
    if (this.accepted.size > MOST_REMEMBERED && oldest !== undefined) this.accepted.delete(oldest);
    return known;
  }
}
