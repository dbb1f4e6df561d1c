import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import type { MqttClient } from 'mqtt';
import type { BrokerAddress } from './broker-address.js';
import { endOfError, type BrokerEnd } from './broker-end.js';

/** The client of the library. */
export type ClientClass = typeof MqttClient;

/** A message of the broker. */
export interface BrokerMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** True for what the broker kept: of unknown age. */
  readonly retained: boolean;
  /** True for what the broker sends again: the first time was before the present connection. */
  readonly repeated: boolean;
}

/** Hears what becomes of a connection. */
export interface BrokerListener {
  /** Connected and subscribed; `refused` are the topics that the broker does not give. */
  readonly onOpen: (refused: readonly string[]) => void;
  readonly onMessage: (message: BrokerMessage) => void;
  /** Comes once, and nothing comes after it. */
  readonly onEnd: (end: BrokerEnd) => void;
}

/** What the broker publishes, and keeps, when a connection ends out of order. */
export interface BrokerWill {
  readonly topic: string;
  readonly payload: string;
  /** How long a broker of MQTT 5 waits for the client to come back before, in s. */
  readonly delay: number;
}

/** How something is published. */
export interface PublishOptions {
  /** Whether the broker keeps it for whoever subscribes later. */
  readonly retain: boolean;
  /** 0: sent once; 1: confirmed by the broker. */
  readonly quality: 0 | 1;
}

/** What a connection is made with. */
export interface BrokerOptions {
  readonly address: BrokerAddress;
  readonly clientId: string;
  /** 5, or 4 for MQTT 3.1.1. */
  readonly version: 4 | 5;
  readonly topics: readonly string[];
  /** The most that a message to it is confirmed by; 0 when left out: what comes twice would look newer than it is. */
  readonly quality?: 0 | 1;
  /**
   * Left out, the connection has none. With one, a broker of MQTT 5 keeps the session as long as the delay: otherwise it
   * would publish the will as soon as the client is back.
   */
  readonly will?: BrokerWill;
  /** How long the broker may take to accept the connection, in ms. */
  readonly timeout?: number;
  /** How long the broker may take to confirm what it was sent before a close in order, in ms. */
  readonly closing?: number;
}

const HANDSHAKE_TIMEOUT = 10_000;
const CLOSING_TIMEOUT = 2_000;
const KEEPALIVE_SECONDS = 30;
/** The largest packet that a broker of MQTT 5 may send, in bytes; larger messages it leaves out. */
const LARGEST_PACKET = 256 * 1024;
/** MQTT 5.0, 3.14.2.1: another client has taken over the session. */
const TAKEN_OVER = 0x8e;
/** A granted quality from here on is a refusal. */
const REFUSED_FROM = 0x80;
const RETAINED = { qos: 0, retain: true } as const;

/**
 * One connection to the broker, from the attempt to its end; the next one is another object. Each begins without a
 * session, since a broker would hand over what it kept in it, the oldest first, as if it were new. One with a will
 * continues its session and subscribes to nothing.
 */
export class BrokerConnection {
  private readonly client: MqttClient;
  private socket: Socket | undefined;
  private isOpen = false;
  private isOver = false;
  private failure: BrokerEnd | undefined;

  constructor(
    Client: ClientClass,
    private readonly options: BrokerOptions,
    private readonly listener: BrokerListener,
  ) {
    const { address, clientId, version, will, timeout = HANDSHAKE_TIMEOUT } = options;
    const keeps = version === 5 && will !== undefined;
    this.client = new Client(() => (this.socket = socketTo(address)), {
      clientId,
      protocolVersion: version,
      protocolId: 'MQTT',
      clean: !keeps,
      reconnectPeriod: 0,
      connectTimeout: timeout,
      keepalive: KEEPALIVE_SECONDS,
      resubscribe: false,
      queueQoSZero: false,
      ...(address.username === undefined ? {} : { username: address.username }),
      ...(address.password === undefined ? {} : { password: address.password }),
      ...(will === undefined ? {} : { will: willOf(will, version) }),
      ...(version === 5
        ? {
            properties: {
              maximumPacketSize: LARGEST_PACKET,
              ...(keeps ? { sessionExpiryInterval: will.delay } : {}),
            },
          }
        : {}),
    });
    this.listen();
  }

  /**
   * Publishes; fulfilled once it is sent, with quality 1 once the broker has confirmed it.
   * @returns whether it was; false where the connection ended before
   */
  publish(topic: string, payload: string, { retain, quality }: PublishOptions): Promise<boolean> {
    if (this.isOver || !this.isOpen) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.client.publish(topic, payload, { retain, qos: quality }, (error) => resolve(!error));
    });
  }

  /** Publishes with quality 0 what the broker keeps, without waiting for anything. */
  show(topic: string, payload: string): void {
    if (!this.isOver && this.isOpen) this.client.publish(topic, payload, RETAINED);
  }

  /**
   * Closes the connection in order, so that its will is not published; the listener hears no more. The client would wait
   * for ever for what the broker has not confirmed, also once the connection is gone.
   */
  async close(): Promise<void> {
    this.isOver = true;
    const gone = new Promise<void>((resolve) => this.client.once('close', () => resolve()));
    const ended = this.client.endAsync(!this.isOpen).catch(() => undefined);
    const { closing = CLOSING_TIMEOUT } = this.options;
    await Promise.race([ended, gone, pause(closing, undefined, { ref: false })]);
    this.socket?.destroy();
  }

  /** Breaks the connection off, so that its will counts; the listener hears no more. */
  breakOff(): void {
    this.isOver = true;
    this.client.end(true);
  }

  private listen(): void {
    this.client.on('connect', () => this.subscribe());
    this.client.on('message', (topic, payload, packet) => {
      if (this.isOver) return;
      this.listener.onMessage({ topic, payload, retained: packet.retain, repeated: packet.dup });
    });
    this.client.on('disconnect', ({ reasonCode }) => {
      if (reasonCode === TAKEN_OVER)
        this.failure = { how: 'displaced', why: 'another client took over', mayBeVersion: false };
    });
    this.client.on('error', (error) => {
      this.failure ??= endOfError(error, this.isOpen);
      // Without a socket no close follows.
      setImmediate(() => this.end());
    });
    this.client.on('close', () => this.end());
  }

  private subscribe(): void {
    this.isOpen = true;
    const { topics, quality = 0 } = this.options;
    if (topics.length === 0) return this.listener.onOpen([]);
    this.client.subscribe([...topics], { qos: quality }, (error, granted) => {
      if (this.isOver) return;
      const given = new Map(granted?.map(({ topic, qos }) => [topic, qos]));
      const refused = topics.filter((topic) => (given.get(topic) ?? REFUSED_FROM) >= REFUSED_FROM);
      this.listener.onOpen(error && granted === undefined ? topics : refused);
    });
  }

  private end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.client.end(true);
    const how = this.isOpen ? 'closed' : 'failed';
    this.listener.onEnd(
      this.failure ?? { how, why: 'the broker closed the connection', mayBeVersion: !this.isOpen },
    );
  }
}

const willOf = ({ topic, payload, delay }: BrokerWill, version: 4 | 5) => ({
  topic,
  payload: Buffer.from(payload),
  qos: 1 as const,
  retain: true,
  ...(version === 5 ? { properties: { willDelayInterval: delay } } : {}),
});

/** A socket to a broker. */
export function socketTo({ secure, host, port }: BrokerAddress): Socket {
  if (!secure) return connectTcp({ host, port });
  // Without a check of the certificate anybody on the way could read the password.
  return connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}) });
}
