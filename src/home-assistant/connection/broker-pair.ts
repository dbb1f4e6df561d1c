import type { BrokerAddress } from '../../thermometers/vendors/mqtt/connection/broker-address.js';
import {
  BrokerConnection,
  type BrokerMessage,
  type BrokerWill,
  type ClientClass,
  type PublishOptions,
} from '../../thermometers/vendors/mqtt/connection/broker-connection.js';
import type { BrokerEnd } from '../../thermometers/vendors/mqtt/connection/broker-end.js';

/** What a pair of connections is made with. */
export interface PairOptions {
  readonly address: BrokerAddress;
  /** Of the one that publishes; the other's has an ending. */
  readonly clientId: string;
  readonly version: 4 | 5;
  readonly will: BrokerWill;
  /** What is heard. */
  readonly topics: readonly string[];
}

/** Hears what becomes of a pair. */
export interface PairListener {
  /** Both are open; `refused` are the topics that the broker does not give. */
  readonly onOpen: (refused: readonly string[]) => void;
  readonly onMessage: (message: BrokerMessage) => void;
  /** Comes once, and nothing comes after it. */
  readonly onEnd: (end: BrokerEnd) => void;
}

/**
 * Two connections that live and end together. The one that publishes has the will, and a session that outlasts a short
 * break, so that the will is not published for it. The one that hears commands begins without a session each time, so
 * that no command reaches it that was sent before.
 */
export class BrokerPair {
  private readonly publisher: BrokerConnection;
  private hearer: BrokerConnection | undefined;
  private isOver = false;

  constructor(
    private readonly Client: ClientClass,
    private readonly options: PairOptions,
    private readonly listener: PairListener,
  ) {
    const { address, clientId, version, will } = options;
    this.publisher = new BrokerConnection(
      Client,
      { address, clientId, version, will, topics: [] },
      { onOpen: () => this.hear(), onMessage: () => undefined, onEnd: (end) => this.end(end) },
    );
  }

  /** @returns whether the broker has it */
  publish(topic: string, payload: string, options: PublishOptions): Promise<boolean> {
    return this.publisher.publish(topic, payload, options);
  }

  /** Publishes what the broker keeps, without waiting for anything. */
  show(topic: string, payload: string): void {
    this.publisher.show(topic, payload);
  }

  /** Ends both in order: the will is not published. The listener hears no more. */
  async close(): Promise<void> {
    this.isOver = true;
    await Promise.all([this.hearer?.close(), this.publisher.close()]);
  }

  private hear(): void {
    if (this.isOver) return;
    const { address, clientId, version, topics } = this.options;
    this.hearer = new BrokerConnection(
      this.Client,
      { address, clientId: `${clientId}-commands`, version, topics, quality: 1 },
      {
        onOpen: (refused) => this.listener.onOpen(refused),
        onMessage: (message) => this.listener.onMessage(message),
        onEnd: (end) => this.end(end),
      },
    );
  }

  private end(end: BrokerEnd): void {
    if (this.isOver) return;
    this.isOver = true;
    // Out of order, so that the will counts where the server does not come back.
    this.publisher.breakOff();
    this.hearer?.breakOff();
    this.listener.onEnd(end);
  }
}
