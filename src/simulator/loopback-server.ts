import type { IncomingMessage, Server } from 'node:http';
import { createServer, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** What Node hands over with a request to upgrade. */
export type UpgradeListener = (request: IncomingMessage, wire: Duplex, head: Buffer) => void;

const LOOPBACK = '127.0.0.1';

/** An HTTP server on the loopback interface that only upgrades, and that can go and come back on its port. */
export class LoopbackServer {
  private server: Server | undefined;

  /** @param port 0 for any free one; the port it got is kept */
  constructor(
    private port: number,
    private readonly onUpgrade: UpgradeListener,
  ) {}

  /** The address with `ws:`, without path or query. */
  get url(): string {
    return `ws://${LOOPBACK}:${this.port}`;
  }

  /** Rejects with Node's error when the port is taken. */
  async listen(): Promise<void> {
    if (this.server) return;
    const server = createServer((_request, response) => response.writeHead(426).end());
    server.on('upgrade', this.onUpgrade);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, LOOPBACK, resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Stops listening; the caller has ended the upgraded connections. Harmless when not listening. */
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

/** Responds to an upgrade with an HTTP status only. */
export function refuseUpgrade(wire: Duplex, status: number): void {
  wire.once('finish', () => wire.destroy());
  wire.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
