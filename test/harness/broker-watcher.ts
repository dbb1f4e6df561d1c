import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';

/** A message that was published. */
export interface SeenMessage {
  readonly topic: string;
  readonly text: string;
  readonly retained: boolean;
}

/** A client of the broker that hears everything, as Home Assistant would, and publishes what a test says. */
export class BrokerWatcher {
  /** Every message, in the order in which it came. */
  readonly messages: SeenMessage[] = [];
  /** The last text of each topic; an empty one is none. */
  private readonly last = new Map<string, string>();

  private constructor(private readonly client: MqttClient) {
    client.on('message', (topic, payload, { retain }) => {
      const text = payload.toString();
      this.messages.push({ topic, text, retained: retain });
      if (text === '') this.last.delete(topic);
      else this.last.set(topic, text);
    });
  }

  /** Connects, and hears what the broker kept. */
  static async connect(url: string, options: IClientOptions = {}): Promise<BrokerWatcher> {
    const client = await connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0, ...options }, false);
    const watcher = new BrokerWatcher(client);
    await client.subscribeAsync('#', { qos: 1 });
    return watcher;
  }

  text(topic: string): string | undefined {
    return this.last.get(topic);
  }

  json<Content = Record<string, unknown>>(topic: string): Content | undefined {
    const text = this.text(topic);
    return text === undefined ? undefined : (JSON.parse(text) as Content);
  }

  /** The topics that hold something now, in order. */
  get topics(): readonly string[] {
    return [...this.last.keys()].sort();
  }

  /** Every text of a topic, in order. */
  textsAt(topic: string): readonly string[] {
    return this.messages.filter((message) => message.topic === topic).map(({ text }) => text);
  }

  async publish(topic: string, content: string | object, options: { retain?: boolean } = {}): Promise<void> {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    await this.client.publishAsync(topic, text, { qos: 1, ...options });
  }

  async close(): Promise<void> {
    await this.client.endAsync(true);
  }
}
