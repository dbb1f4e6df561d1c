import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

/** A bare WebSocket server that does exactly what a test asks for. */
export class FakeAnovaServer {
  /** Every connection that opened, in order. */
  readonly connections: WebSocket[] = [];
  /** The path and query of every try, refused ones too. */
  readonly tries: string[] = [];
  /** Every frame that clients sent. */
  readonly received: string[] = [];
  /** Refuses the upgrade with this HTTP status, while it is set. */
  refuseWith: number | undefined;
  /** What happens as soon as a connection opens. */
  greet: (connection: WebSocket) => void = () => undefined;

  private constructor(private readonly server: WebSocketServer) {
    server.on('connection', (connection) => {
      this.connections.push(connection);
      connection.on('message', (data: Buffer) => this.received.push(data.toString()));
      // A client that is cut off in mid-frame is what some tests are about.
      connection.on('error', () => connection.terminate());
      this.greet(connection);
    });
  }

  static async start({ respondsToPings = true } = {}): Promise<FakeAnovaServer> {
    const server = new WebSocketServer({
      port: 0,
      host: '127.0.0.1',
      autoPong: respondsToPings,
      verifyClient: ({ req }, resolve) => {
        cloud.tries.push(req.url ?? '');
        resolve(cloud.refuseWith === undefined, cloud.refuseWith);
      },
    });
    const cloud: FakeAnovaServer = new FakeAnovaServer(server);
    await once(server, 'listening');
    return cloud;
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The newest connection. */
  get connection(): WebSocket {
    return this.connections.at(-1)!;
  }

  /** Closes everything, so that connecting fails. */
  async end(): Promise<void> {
    for (const connection of this.connections) connection.terminate();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
