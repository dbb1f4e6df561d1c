import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** CONNACK of MQTT 3.1.1: unacceptable protocol version. */
const REFUSED = Buffer.from([0x20, 2, 0, 1]);
/** Where CONNECT has its version: behind the fixed header, and the name of the protocol with its length. */
const VERSION_AT = 8;

/** Stands in for what is not a broker of today: one that knows MQTT 3.1.1 alone, or none at all. */
export class OldBroker {
  /** The version that each client asked for. */
  readonly versions: number[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  /** Passes clients of MQTT 3.1.1 on to a broker, and refuses every other. */
  static async before(port: number): Promise<OldBroker> {
    return OldBroker.listening((old, socket) => {
      socket.once('data', (first) => {
        const version = first[VERSION_AT] ?? 0;
        old.versions.push(version);
        if (version !== 4) return socket.end(REFUSED);
        const behind = old.keep(connect(port, '127.0.0.1'));
        behind.write(first);
        socket.pipe(behind).pipe(socket);
        return undefined;
      });
    });
  }

  /** Sends every client the same text, and closes. */
  static async replying(text: string): Promise<OldBroker> {
    return OldBroker.listening((_old, socket) => void socket.once('data', () => socket.end(text)));
  }

  /** Takes connections, and says nothing. */
  static async silent(): Promise<OldBroker> {
    return OldBroker.listening(() => undefined);
  }

  /** Resolves once a client is connected. */
  async connected(): Promise<void> {
    if (this.sockets.size === 0) await once(this.server, 'connection');
  }

  get url(): string {
    return `mqtt://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private static async listening(take: (old: OldBroker, socket: Socket) => void): Promise<OldBroker> {
    const server = createServer();
    const old = new OldBroker(server);
    server.on('connection', (socket) => take(old, old.keep(socket)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return old;
  }

  private keep(socket: Socket): Socket {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    return socket;
  }
}
