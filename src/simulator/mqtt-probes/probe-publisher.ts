import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import type { ReplayedReading, ReplayTarget } from '../probe-replay/probe-replay.js';
import type { ProbeMessage, PublishedShape } from './published-shapes.js';

/** Where probes are published, and how. */
export interface ProbePublisherOptions {
  /** The broker, with user and password if it needs them. */
  readonly url: string;
  readonly shape: PublishedShape;
  /** 5, or 4 for MQTT 3.1.1. */
  readonly version?: 4 | 5;
}

/** A gateway of probes at a broker: it says that it is online, has a will, and publishes what it is given. */
export class ProbePublisher implements ReplayTarget {
  private sending: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly client: MqttClient,
    private readonly shape: PublishedShape,
  ) {}

  /** Connects and says `online`. Rejects when the broker cannot be reached. */
  static async connect({ url, shape, version = 5 }: ProbePublisherOptions): Promise<ProbePublisher> {
    const will = { topic: shape.will, payload: Buffer.from('offline'), retain: true, qos: 1 as const };
    const options: IClientOptions = { protocolVersion: version, reconnectPeriod: 0, will };
    const publisher = new ProbePublisher(await connectAsync(url, options, false), shape);
    await publisher.publish({ topic: shape.will, payload: 'online', retain: true });
    return publisher;
  }

  take(readings: readonly ReplayedReading[]): void {
    for (const message of this.shape.messages(readings)) {
      this.sending = this.sending.then(() => this.publish(message));
    }
  }

  /** Publishes the temperature of each place, from 1, as measured at `at`. */
  async show(celsius: readonly (number | null)[], at = Date.now()): Promise<void> {
    this.take(celsius.map((value, index) => ({ place: index + 1, celsius: value, at })));
    await this.sending;
  }

  /** Publishes any message; fulfilled once the broker has it. */
  async publish({ topic, payload, retain }: ProbeMessage): Promise<void> {
    await this.client.publishAsync(topic, payload, { retain, qos: 1 });
  }

  /** Breaks off without a word, so that the broker publishes the will. */
  die(): void {
    this.client.stream.destroy();
  }

  /** Says `offline` and ends in order. */
  async close(): Promise<void> {
    if (this.client.connected)
      await this.publish({ topic: this.shape.will, payload: 'offline', retain: true });
    await this.client.endAsync(true);
  }
}
