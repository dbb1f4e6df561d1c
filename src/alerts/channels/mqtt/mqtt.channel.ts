import { printable } from '../../../shared/printable.js';
import type { Clock } from '../../../shared/clock.js';
import { milliseconds } from '../../../shared/units.js';
import { shownAddress } from '../../../thermometers/vendors/mqtt/connection/broker-address.js';
import type { ClientClass } from '../../../thermometers/vendors/mqtt/connection/broker-connection.js';
import type { BrokerEnd } from '../../../thermometers/vendors/mqtt/connection/broker-end.js';
import type { AlertChannel, AlertMessage, SendResult } from '../alert-channel.js';
import type { NotSent } from '../sending/not-sent-error.js';
import { webhookBody } from '../webhook/webhook-channel.js';
import type { MqttTarget } from './mqtt-target.js';
import { publishOnce, type Publication } from './publish-once.js';

/** What the channel works with. */
export interface MqttChannelParts {
  readonly name: string;
  readonly target: MqttTarget;
  readonly clock: Clock;
  /** Loads the client of the protocol. */
  readonly loadClient: () => Promise<ClientClass>;
}

/** How long an attempt may take, in both versions of the protocol, in ms. */
const TIMEOUT = milliseconds(14_000);
/** Reason codes of MQTT 5.0, 3.4.2.1: taken, and no client subscribes to the topic; not allowed. */
const NO_SUBSCRIBER = 0x10;
const NOT_AUTHORIZED = 0x87;
const FAILED_FROM = 0x80;

/** Publishes messages at a topic of an MQTT broker. Only what the broker has acknowledged counts as sent. */
export class MqttChannel implements AlertChannel {
  readonly kind = 'mqtt';
  /** A broker hands on what it gets; the key is in the payload, for those who subscribe. */
  readonly dropsRepeats = false;
  readonly name: string;
  readonly target: string;
  /** The version of the protocol that the broker speaks, as far as is known. */
  private version: 4 | 5 = 5;

  constructor(private readonly parts: MqttChannelParts) {
    const { name, target } = parts;
    this.name = name;
    this.target = `${shownAddress(target.address)}, ${printable(target.topic, 100)}`;
  }

  async send(message: AlertMessage, signal: AbortSignal): Promise<SendResult> {
    const { target, clock } = this.parts;
    const timeout = new AbortController();
    const cancel = clock.after(TIMEOUT, () => timeout.abort());
    try {
      const ends = AbortSignal.any([signal, timeout.signal]);
      return this.resultOf(await this.publish(target, JSON.stringify(webhookBody(message)), ends), target);
    } catch {
      return { sent: false, why: 'The client of MQTT cannot be loaded.', mayRetry: true };
    } finally {
      cancel();
    }
  }

  /** In the other version too, where the broker may not know the first. */
  private async publish(target: MqttTarget, payload: string, signal: AbortSignal): Promise<Publication> {
    const Client = await this.parts.loadClient();
    const attempt = (version: 4 | 5) => publishOnce({ Client, ...target, payload, version, signal });
    const first = await attempt(this.version);
    if (!('end' in first) || !(first.end.how === 'version' || first.end.mayBeVersion)) return first;
    const other = this.version === 5 ? 4 : 5;
    const second = await attempt(other);
    if ('reason' in second) this.version = other;
    return second;
  }

  private resultOf(publication: Publication, { address, topic }: MqttTarget): SendResult {
    const broker = `The broker at ${shownAddress(address)}`;
    const failed = (why: string): NotSent => ({ sent: false, why, mayRetry: true });
    if ('end' in publication) {
      const result = failed(`${broker} ${endInWords(publication.end)}.`);
      return publication.mayHaveArrived ? { ...result, mayHaveArrived: true } : result;
    }
    const { reason } = publication;
    const at = printable(topic, 100);
    if (reason === NOT_AUTHORIZED) return failed(`${broker} does not let this server publish at ${at}.`);
    if (reason >= FAILED_FROM) return failed(`${broker} refuses the message (reason code ${reason}).`);
    // Whoever was to hear it is away: a person is reached sooner by the next channel.
    if (reason === NO_SUBSCRIBER)
      return failed(`${broker} took the message, and no client subscribes to ${at}.`);
    return { sent: true, detail: 'acknowledged by the broker' };
  }
}

const endInWords = ({ how, why }: BrokerEnd): string =>
  how === 'refused' ? `refuses the user name and password (${why})` : `cannot be reached (${why})`;
