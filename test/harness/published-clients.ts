import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import type { OutsideNetwork } from '../../src/auth/oauth/outside-documents.js';

const FOLDER = join(__dirname, '../fixtures/tls');
const CERTIFICATE = readFileSync(join(FOLDER, 'certificate.pem'));
const KEY = readFileSync(join(FOLDER, 'key.pem'));
/** An address of the public internet, for hosts whose address does not matter. */
const PUBLIC_ADDRESS = '93.184.215.14';

/** Responds to a request for a document. */
export type Responder = (response: ServerResponse, request: IncomingMessage) => void;

/**
 * A web server on which clients publish their documents. Its hosts are clients.example and those below it. It brings the
 * network by which the application finds it: the resolver and the certificate, and no exception from any rule.
 */
export class PublishedClients {
  /** Requests that arrived, as `host/path`. */
  readonly requests: string[] = [];
  /** Addresses of hosts, other than one of the public internet. */
  readonly addresses = new Map<string, readonly string[]>();
  private readonly responders = new Map<string, Responder>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer({ cert: CERTIFICATE, key: KEY }, (request, response) => {
      const address = `${request.headers.host}${request.url}`;
      this.requests.push(address);
      const responder = this.responders.get(address);
      if (responder === undefined) response.writeHead(404).end();
      else responder(response, request);
    });
  }

  static async open(): Promise<PublishedClients> {
    const clients = new PublishedClients();
    await new Promise<void>((listening) => clients.server.listen(0, '127.0.0.1', listening));
    return clients;
  }

  /** The network of the application under test. */
  readonly network: OutsideNetwork = {
    resolve: (host) => Promise.resolve(this.addresses.get(host) ?? [PUBLIC_ADDRESS]),
    connect: (_address, _port, host) => {
      const { port } = this.server.address() as AddressInfo;
      return connect({ host: '127.0.0.1', port, servername: host, ca: CERTIFICATE });
    },
  };

  /** Publishes a document. @returns its address */
  publish(address: string, document: unknown, headers: Readonly<Record<string, string>> = {}): string {
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    return this.respond(address, (response) =>
      response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(text),
    );
  }

  /** Responds at an address in any way. @returns the address */
  respond(address: string, responder: Responder): string {
    this.responders.set(address, responder);
    return `https://${address}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
