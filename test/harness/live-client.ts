import { request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { API_KEY } from './test-app.js';
import { until } from './until.js';

/** An event as a client reads it. */
export interface LiveMessage {
  readonly id: string;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** What a client sends. */
export interface LiveClientOptions {
  /** The query, with its question mark. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the key of the settings is not sent, as by a browser with a session. */
  readonly withoutKey?: boolean;
}

/** A client of the live stream over a socket of its own, as an EventSource reads it. */
export class LiveClient {
  readonly messages: LiveMessage[] = [];
  readonly comments: string[] = [];
  /** The id that a reconnection would send. */
  lastEventId = '';
  retry: number | undefined;
  private rest = '';

  private constructor(readonly response: IncomingMessage) {
    response.setEncoding('utf8');
    response.on('data', (text: string) => this.read(text));
    // A stream that is cut off in the middle ends with an error.
    response.on('error', () => undefined);
  }

  /** Opens a stream; fulfilled with its head. */
  static async open(
    url: string,
    { query = '', headers = {}, withoutKey = false }: LiveClientOptions = {},
  ): Promise<LiveClient> {
    const sent = request(`${url}/live${query}`, {
      agent: false,
      headers: {
        ...(!withoutKey && { authorization: `Bearer ${API_KEY}` }),
        accept: 'text/event-stream',
        ...headers,
      },
    });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    return new LiveClient(response);
  }

  /** The names of the events so far. */
  get names(): readonly string[] {
    return this.messages.map(({ event }) => event);
  }

  get isOver(): boolean {
    return this.response.closed;
  }

  /** The first message that matches, once it came. */
  async next(matches: (message: LiveMessage) => boolean): Promise<LiveMessage> {
    await until(() => this.messages.some(matches), true);
    return this.messages.find(matches)!;
  }

  /** Waits until the server has ended the stream. */
  async over(): Promise<void> {
    await until(() => this.isOver, true);
  }

  close(): void {
    this.response.destroy();
  }

  private read(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop()!;
    for (const block of blocks) this.take(block.split('\n'));
  }

  private take(lines: readonly string[]): void {
    const fields = new Map<string, string>();
    for (const line of lines) {
      const [name = '', value = ''] = split(line);
      if (name === '') this.comments.push(value);
      else fields.set(name, value);
    }
    if (fields.has('retry')) this.retry = Number(fields.get('retry'));
    if (fields.has('id')) this.lastEventId = fields.get('id')!;
    const data = fields.get('data');
    if (data === undefined) return;
    this.messages.push({
      id: this.lastEventId,
      event: fields.get('event') ?? 'message',
      data: JSON.parse(data) as Record<string, unknown>,
    });
  }
}

function split(line: string): [string, string] {
  const at = line.indexOf(':');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1).replace(/^ /, '')];
}
