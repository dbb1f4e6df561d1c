import {
  Agent,
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';

/**
 * How the proxy treats requests. `open`: it passes them on. `bad-gateway`: it responds with 502, as a tunnel does while
 * the server is away. `refusing`: it cuts every connection. `no-streams`: only the live stream gets a 502.
 * `garbage-streams`: the live stream brings what no client can read.
 */
export type GatewayMode = 'open' | 'bad-gateway' | 'refusing' | 'no-streams' | 'garbage-streams';

const GARBAGE =
  'id: 1\nevent: status\ndata: {"device_id":\n\nevent: reset\ndata: <h1>\n\ndata: \0\uffff\n\n: \n\nevent\n\n';

/** A reverse proxy in front of a server, as a tunnel is: a test cuts its connections, or lets the server be away. */
export class GatewayProxy {
  /** The address and query of every request that it has received. */
  readonly seen: string[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly streams = new Set<ServerResponse>();
  private readonly agent = new Agent({ keepAlive: false });
  private readonly server: Server;
  private mode: GatewayMode = 'open';
  private port = 0;

  private constructor(private upstream: string) {
    this.server = createServer((incoming, outgoing) => this.handle(incoming, outgoing));
    this.server.on('connection', (socket) => {
      if (this.mode === 'refusing') return socket.destroy();
      this.sockets.add(socket);
      return socket.once('close', () => this.sockets.delete(socket));
    });
  }

  /** Opens one at a free port. @param upstream the address of the server */
  static async open(upstream: string): Promise<GatewayProxy> {
    const proxy = new GatewayProxy(upstream);
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    proxy.port = (proxy.server.address() as AddressInfo).port;
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** How many requests of `GET /live` are open and have had a response. */
  get openStreams(): number {
    return this.streams.size;
  }

  /** Leads to another server from now on. */
  leadTo(upstream: string): void {
    this.upstream = upstream;
  }

  /** Treats requests in this way from now on. Connections that are open stay open: see `cut`. */
  become(mode: GatewayMode): void {
    this.mode = mode;
  }

  /** Cuts every connection of clients, in the middle of what is sent. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    this.agent.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private handle(incoming: IncomingMessage, outgoing: ServerResponse): void {
    this.seen.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`);
    const isStream = incoming.url?.startsWith('/live') === true;
    if (this.mode === 'bad-gateway' || (this.mode === 'no-streams' && isStream)) badGateway(outgoing);
    else if (this.mode === 'garbage-streams' && isStream) garbage(outgoing);
    else this.pass(incoming, outgoing);
  }

  private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, headers } = incoming;
    const onward = request(this.upstream + (incoming.url ?? ''), { method, headers, agent: this.agent });
    onward.on('response', (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      outgoing.flushHeaders();
      response.on('error', () => outgoing.destroy());
      response.pipe(outgoing);
      if (incoming.url?.startsWith('/live')) this.streams.add(outgoing);
    });
    onward.on('error', () => badGateway(outgoing));
    outgoing.once('close', () => {
      this.streams.delete(outgoing);
      onward.destroy();
    });
    incoming.pipe(onward);
  }
}

function badGateway(response: ServerResponse): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(502, { 'Content-Type': 'text/html' });
  response.end('<h1>502 Bad Gateway</h1>');
}

function garbage(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.write(GARBAGE);
}
