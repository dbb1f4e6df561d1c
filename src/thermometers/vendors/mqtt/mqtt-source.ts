import type { Cancel, Clock } from '../../../shared/clock.js';
import { printable } from '../../../shared/printable.js';
import type { Chance } from '../../../shared/retry-delays.js';
import { type Milliseconds, milliseconds } from '../../../shared/units.js';
import type { ThermometerSink } from '../../thermometer-sink.js';
import { ThermometerSource } from '../../thermometer-source.js';
import { shownAddress, type BrokerAddress } from './connection/broker-address.js';
import { BrokerConnection, type BrokerMessage, type ClientClass } from './connection/broker-connection.js';
import type { BrokerEnd } from './connection/broker-end.js';
import { BrokerLink, type NextAttempt } from './connection/broker-link.js';
import { ClockFaults } from './clock-faults.js';
import { HeardThermometers, type Arrival } from './heard-thermometers.js';
import type { HeardDevice } from './protocol/heard.js';
import type { MappedGateway, Mapping } from './protocol/mapping.js';
import { payloadText } from './protocol/payload.js';
import { readMessage } from './protocol/read-message.js';

/** How often it is reported that a gateway still lives. */
const LIFE_INTERVAL = milliseconds(60_000);

/** What a source of MQTT works with. */
export interface MqttParts {
  readonly address: BrokerAddress;
  readonly mapping: Mapping;
  readonly clientId: string;
  readonly sink: ThermometerSink;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Loads the client of the protocol. */
  readonly loadClient: () => Promise<ClientClass>;
  readonly warn: (text: string) => void;
}

/** Follows the thermometers of an MQTT broker, as the mapping names them. */
export class MqttSource extends ThermometerSource {
  private readonly thermometers: HeardThermometers;
  private readonly link: BrokerLink;
  private readonly topics: readonly string[];
  private readonly warned = new Set<string>();
  private connection: BrokerConnection | undefined;
  private openedAt: Milliseconds | undefined;
  private cancel: Cancel | undefined;
  private isClosed = false;
  /** What the broker does not give. */
  private refusal: string | undefined;
  private readonly clockFaults = new ClockFaults();

  constructor(private readonly parts: MqttParts) {
    super();
    this.thermometers = new HeardThermometers(parts.sink);
    this.link = new BrokerLink(parts.chance);
    const { gateways } = parts.mapping;
    this.topics = [...new Set(gateways.flatMap(topicsOf))];
  }

  open(): void {
    for (const gateway of this.parts.mapping.gateways) this.thermometers.declare(gateway);
    this.connect(5);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.cancel?.();
    await this.connection?.close();
  }

  private connect(version: 4 | 5): void {
    void this.parts.loadClient().then(
      (Client) => this.connectWith(Client, version),
      (error: unknown) => this.unreachable(`The client of MQTT cannot be loaded: ${String(error)}`),
    );
  }

  private connectWith(Client: ClientClass, version: 4 | 5): void {
    if (this.isClosed) return;
    this.openedAt = undefined;
    const { address, clientId } = this.parts;
    this.connection = new BrokerConnection(
      Client,
      { address, clientId, version, topics: this.topics },
      {
        onOpen: (refused) => this.opened(refused),
        onMessage: (message) => this.take(message),
        onEnd: (end) => this.ended(end),
      },
    );
  }

  private opened(refused: readonly string[]): void {
    this.openedAt = this.parts.clock.monotonic();
    this.refusal =
      refused.length === 0
        ? undefined
        : `The broker does not let this server read ${refused.map((topic) => printable(topic)).join(', ')}.`;
    this.connected();
    this.confirmLife();
  }

  private confirmLife(): void {
    const { clock } = this.parts;
    this.cancel = clock.after(LIFE_INTERVAL, () => {
      this.thermometers.stillAlive(clock.now().getTime());
      this.confirmLife();
    });
  }

  private connected(): void {
    const problem = this.refusal ?? this.clockFaults.problem;
    this.parts.sink.account('mqtt', { state: 'connected', ...(problem === undefined ? {} : { problem }) });
  }

  private ended(end: BrokerEnd): void {
    const { clock, address } = this.parts;
    const now = clock.monotonic();
    const openFor = this.openedAt === undefined ? undefined : milliseconds(now - this.openedAt);
    const next = this.link.ended(end, now, openFor);
    this.cancel?.();
    this.thermometers.brokerLost();
    this.tell(end, next, shownAddress(address));
    this.cancel = clock.after(next.delay, () => this.connect(next.version));
  }

  private tell({ how, why }: BrokerEnd, { displaced }: NextAttempt, broker: string): void {
    const { sink, clientId } = this.parts;
    if (displaced) {
      return this.unreachable(
        `Another client connects to the broker at ${broker} with the client id ${clientId}: give each its own client_id in probes.json.`,
      );
    }
    if (how === 'refused') {
      const problem = `The broker at ${broker} refuses the user name and password in MQTT_URL (${why}).`;
      return sink.account('mqtt', { state: 'needs_sign_in', problem });
    }
    this.unreachable(`The broker at ${broker} cannot be reached (${why}).`);
  }

  private unreachable(problem: string): void {
    this.parts.sink.account('mqtt', { state: 'unreachable', problem });
  }

  private take({ topic, payload, retained, repeated }: BrokerMessage): void {
    const arrival = { receivedAt: this.parts.clock.now().getTime(), isLive: !retained && !repeated };
    for (const gateway of this.parts.mapping.gateways) {
      this.takeLife(gateway, topic, payload);
      const captures = gateway.topic.captures(topic);
      if (captures !== undefined) this.takeReadings(gateway, captures, { topic, payload }, arrival);
    }
  }

  private takeLife(gateway: MappedGateway, topic: string, payload: Uint8Array): void {
    const captures = gateway.availability?.topic.captures(topic);
    if (gateway.availability === null || captures === undefined) return;
    const text = payloadText(payload)?.trim();
    if (text === gateway.availability.online) this.thermometers.gatewayIs(gateway, captures, true);
    if (text === gateway.availability.offline) this.thermometers.gatewayIs(gateway, captures, false);
  }

  private takeReadings(
    gateway: MappedGateway,
    captures: readonly string[],
    { topic, payload }: Pick<BrokerMessage, 'topic' | 'payload'>,
    arrival: Arrival,
  ): void {
    // The broker clears what it kept by an empty payload.
    if (payload.length === 0) return;
    const heard = readMessage(gateway, captures, payload, arrival.receivedAt);
    if (heard === 'unreadable') {
      this.warnOnce(`What ${gateway.name} publishes at ${printable(topic, 200)} cannot be read.`);
      return;
    }
    for (const device of heard) this.takeDevice(gateway, captures, device, arrival);
  }

  private takeDevice(
    gateway: MappedGateway,
    captures: readonly string[],
    device: HeardDevice,
    arrival: Arrival,
  ): void {
    if (this.clockFaults.note(device, this.parts.clock.monotonic())) this.connected();
    const readings = this.thermometers.hear(gateway, captures, device, arrival);
    if (this.thermometers.isFull)
      this.warnOnce('More than 200 probes are heard over MQTT: name yours by "only".');
    if (readings.length === 0) return;
    void this.parts.sink.read(readings).catch((error: unknown) => {
      this.warnOnce(`Readings over MQTT cannot be stored: ${String(error)}`);
    });
  }

  /** It stays bounded, whatever is published. */
  private warnOnce(text: string): void {
    if (this.warned.has(text) || this.warned.size >= 200) return;
    this.warned.add(text);
    this.parts.warn(text);
  }
}

const topicsOf = ({ topic, availability }: MappedGateway): string[] =>
  availability === null ? [topic.text] : [topic.text, availability.topic.text];
