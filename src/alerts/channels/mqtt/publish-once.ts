import { randomBytes } from 'node:crypto';
import type { MqttClient } from 'mqtt';
import type { BrokerAddress } from '../../../thermometers/vendors/mqtt/connection/broker-address.js';
import {
  socketTo,
  type ClientClass,
} from '../../../thermometers/vendors/mqtt/connection/broker-connection.js';
import { endOfError, type BrokerEnd } from '../../../thermometers/vendors/mqtt/connection/broker-end.js';

/** What is published, and where. */
export interface PublicationOptions {
  readonly Client: ClientClass;
  readonly address: BrokerAddress;
  readonly topic: string;
  readonly payload: string;
  /** 5, or 4 for MQTT 3.1.1. */
  readonly version: 4 | 5;
  readonly signal: AbortSignal;
}

/**
 * How a publication ended: acknowledged by the broker with a reason code, 0 in MQTT 3.1.1; or how the connection ended
 * before, and whether the message was on its way by then.
 */
export type Publication =
  { readonly reason: number } | { readonly end: BrokerEnd; readonly mayHaveArrived: boolean };

/** How long the broker may take to accept the connection, in ms. */
const CONNECT_TIMEOUT = 5_000;
/** No ping is due before the longest attempt is over. */
const KEEPALIVE_SECONDS = 30;
const BROKEN_OFF: BrokerEnd = { how: 'failed', why: 'it took too long', mayBeVersion: false };

/**
 * Publishes one message with quality 1, on a connection of its own: alerts are rare, and an open connection would take
 * memory and pings all day. Ends with the broker's acknowledgement; it never rejects.
 */
export function publishOnce(options: PublicationOptions): Promise<Publication> {
  const { signal } = options;
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ end: BROKEN_OFF, mayHaveArrived: false });
    const client = connect(options);
    let isOpen = false;
    const settle = (publication: Publication): void => {
      signal.removeEventListener('abort', breakOff);
      // What is left is to say goodbye; of a connection that hangs, not even that.
      client.end('end' in publication);
      resolve(publication);
    };
    const end = (how: BrokerEnd): void => settle({ end: how, mayHaveArrived: isOpen });
    const breakOff = (): void => end(BROKEN_OFF);
    signal.addEventListener('abort', breakOff);
    client.on('connect', () => {
      isOpen = true;
      publish(client, options, settle);
    });
    client.on('error', (error) => end(endOfError(error, isOpen)));
    client.on('close', () => end(closed(isOpen)));
  });
}

function connect({ Client, address, version }: PublicationOptions): MqttClient {
  const { username, password } = address;
  return new Client(() => socketTo(address), {
    clientId: `coddle-alerts-${randomBytes(4).toString('hex')}`,
    protocolVersion: version,
    protocolId: 'MQTT',
    clean: true,
    reconnectPeriod: 0,
    connectTimeout: CONNECT_TIMEOUT,
    keepalive: KEEPALIVE_SECONDS,
    resubscribe: false,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  });
}

function publish(
  client: MqttClient,
  { topic, payload }: PublicationOptions,
  settle: (publication: Publication) => void,
): void {
  // The library reports failures only, and not that the topic has no subscriber.
  client.on('packetreceive', (packet) => {
    if (packet.cmd === 'puback') settle({ reason: packet.reasonCode ?? 0 });
  });
  client.publish(topic, payload, { qos: 1, retain: false }, () => undefined);
}

const closed = (isOpen: boolean): BrokerEnd => ({
  how: isOpen ? 'closed' : 'failed',
  why: 'the broker closed the connection',
  mayBeVersion: !isOpen,
});
