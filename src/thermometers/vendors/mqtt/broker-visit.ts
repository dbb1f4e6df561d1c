import { randomBytes } from 'node:crypto';
import type { Cancel, Clock } from '../../../shared/clock.js';
import type { Milliseconds } from '../../../shared/units.js';
import { brokerAddress } from './connection/broker-address.js';
import { BrokerConnection, type BrokerMessage, type ClientClass } from './connection/broker-connection.js';
import type { BrokerEnd } from './connection/broker-end.js';

/** How long the broker may take, in ms, in each version: a command waits ten seconds at most. */
const TIMEOUT = 4_000;

/** A visit to a broker by a command. */
export interface BrokerVisitOptions {
  /** The address, with what opens it. */
  readonly mqttUrl: string;
  readonly topics: readonly string[];
  /** How long it listens once it is connected; the visit takes at most 10 s more. */
  readonly stay: Milliseconds;
  readonly clock: Clock;
  readonly onMessage?: (message: BrokerMessage) => void;
}

/** What a visit found: connected, with the topics that the broker refused; or how the connection ended. */
export type BrokerVisit = { readonly refused: readonly string[] } | { readonly end: BrokerEnd };

/** Connects to a broker beside the server, listens for a while, and leaves. It never rejects because of the broker. */
export async function visitBroker(options: BrokerVisitOptions): Promise<BrokerVisit> {
  const { MqttClient } = await import('./library.js');
  const found = await visit(MqttClient, options, 5);
  const isOld = 'end' in found && (found.end.how === 'version' || found.end.mayBeVersion);
  return isOld ? visit(MqttClient, options, 4) : found;
}

async function visit(Client: ClientClass, options: BrokerVisitOptions, version: 4 | 5): Promise<BrokerVisit> {
  const { mqttUrl, topics, stay, clock, onMessage = () => undefined } = options;
  const clientId = `coddle-visit-${randomBytes(4).toString('hex')}`;
  let cancel: Cancel = () => undefined;
  let connection: BrokerConnection | undefined;
  const found = await new Promise<BrokerVisit>((resolve) => {
    connection = new BrokerConnection(
      Client,
      { address: brokerAddress(mqttUrl), clientId, version, topics, timeout: TIMEOUT },
      {
        onOpen: (refused) => (cancel = clock.after(stay, () => resolve({ refused }))),
        onMessage,
        onEnd: (end) => resolve({ end }),
      },
    );
  });
  cancel();
  await connection?.close();
  return found;
}
