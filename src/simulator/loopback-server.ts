import type { IncomingMessage, Server } from 'node:http';
import { createServer, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** What Node hands over with a request to upgrade. */
export type UpgradeListener = (request: IncomingMessage, wire: Duplex, head: Buffer) => void;

const LOOPBACK = '127.0.0.1';

/** A port on the loopback interface that a server can leave and take again. */
export class LoopbackPort {
  private server: Server | undefined;

  /** @param port 0 for any free one; the port it got is kept */
  constructor(private port: number) {}

  /** Host and port, as an address has them. */
  get host(): string {
    return `${LOOPBACK}:${this.port}`;
  }

  /** Lets a server listen, unless one does. Rejects with Node's error when the port is taken. */
  async open(makeServer: () => Server): Promise<void> {
    if (this.server) return;
    const server = makeServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, LOOPBACK, resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Cuts every HTTP connection, and stops listening. Harmless when no server listens. */
  async close(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }
}

/** An HTTP server on the loopback interface that only upgrades, and that can go and come back on its port. */
export class LoopbackServer {
  private readonly port: LoopbackPort;

  /** @param port 0 for any free one; the port it got is kept */
  constructor(
    port: number,
    private readonly onUpgrade: UpgradeListener,
  ) {
    this.port = new LoopbackPort(port);
  }

  /** The address with `ws:`, without path or query. */
  get url(): string {
    return `ws://${this.port.host}`;
  }

  /** Rejects with Node's error when the port is taken. */
  listen(): Promise<void> {
    return this.port.open(() => {
      const server = createServer((_request, response) => response.writeHead(426).end());
      return server.on('upgrade', this.onUpgrade);
    });
  }

  /** Stops listening; the caller has ended the upgraded connections. Harmless when not listening. */
  close(): Promise<void> {
    return this.port.close();
  }
}

/** Responds to an upgrade with an HTTP status only. */
export function refuseUpgrade(wire: Duplex, status: number): void {
  wire.once('finish', () => wire.destroy());
  wire.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
