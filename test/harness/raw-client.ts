import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A message as a client of the cloud reads it: the envelope and its payload. */
export interface Heard {
  readonly command: string;
  readonly requestId?: string;
  readonly payload: unknown;
}

interface Waiting {
  readonly matches: (message: Heard) => boolean;
  readonly resolve: (message: Heard) => void;
}

/** A bare WebSocket client that records what it receives, so that the cloud is tested without the device module. */
export class RawClient {
  /** Every frame, as text, in order. */
  readonly frames: string[] = [];
  /** Every frame that was a JSON envelope, in order. */
  readonly messages: Heard[] = [];
  /** The close code, once the connection has ended. */
  readonly closed: Promise<number>;
  private read = 0;
  private waiting: Waiting | undefined;

  private constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    // A broken frame is reported here and by the close code; tests check the code.
    socket.on('error', () => socket.terminate());
    socket.on('message', (data: Buffer) => this.hear(data.toString()));
  }

  /** Connects, and rejects with the HTTP status in the message when it is refused. */
  static async connect(
    url: string,
    { token = 'anova-test', accessories = 'APC' }: { token?: string; accessories?: string } = {},
  ): Promise<RawClient> {
    const query = new URLSearchParams({ token, supportedAccessories: accessories });
    return RawClient.open(`${url}/?${query.toString()}`);
  }

  /** Connects to an address as it is. */
  static async open(address: string): Promise<RawClient> {
    const socket = new WebSocket(address);
    const client = new RawClient(socket);
    await once(socket, 'open');
    return client;
  }

  /** The next message not yet awaited that matches; earlier ones are passed over. */
  async next(matches: (message: Heard) => boolean = () => true): Promise<Heard> {
    while (this.read < this.messages.length) {
      const message = this.messages[this.read++]!;
      if (matches(message)) return message;
    }
    return new Promise((resolve) => {
      this.waiting = { matches, resolve };
    });
  }

  /** The next message of that name. */
  nextOf(command: string): Promise<Heard> {
    return this.next((message) => message.command === command);
  }

  /** Sends a command under `requestId` and does not wait. */
  command(command: string, payload: object, requestId: string): void {
    this.socket.send(JSON.stringify({ command, requestId, payload }));
  }

  /** Waits until the cloud has dealt with everything sent so far, and all that it sent has arrived. */
  async settle(): Promise<void> {
    this.socket.ping();
    await once(this.socket, 'pong');
  }

  close(): void {
    this.socket.terminate();
  }

  private hear(frame: string): void {
    this.frames.push(frame);
    const message = envelope(frame);
    if (!message) return;
    this.messages.push(message);
    if (!this.waiting?.matches(message)) return;
    this.read = this.messages.length;
    this.waiting.resolve(message);
    this.waiting = undefined;
  }
}

function envelope(frame: string): Heard | undefined {
  try {
    const message = JSON.parse(frame) as unknown;
    return typeof message === 'object' && message !== null && 'command' in message
      ? (message as Heard)
      : undefined;
  } catch {
    return undefined; // garbage is kept in `frames`
  }
}
