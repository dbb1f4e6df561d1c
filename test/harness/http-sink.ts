import { readFileSync } from 'node:fs';
import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../fixtures/tls');

/** A request that arrived whole. */
export interface SunkRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a sink does with a request. */
export type SinkBehaviour =
  /** Responds with a status, after a pause in ms if there is one. */
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly afterMs?: number;
    }
  /** Takes the request and never responds; takes it and drops the connection; drops the connection at once. */
  | 'hang'
  | 'accept-and-drop'
  | 'refuse'
  /** Sends the head of a response, and never its body. */
  | 'half-response';

/** A real HTTP server on loopback that keeps what it is sent, and behaves as a test says. */
export class HttpSink {
  /** The requests that arrived whole, in their order. */
  readonly requests: SunkRequest[] = [];
  /** What comes next, one for each request; afterwards `usual`. */
  readonly next: SinkBehaviour[] = [];
  usual: SinkBehaviour = { status: 200 };
  private readonly server: ReturnType<typeof createPlain>;
  private port = 0;

  private constructor(readonly isSecure: boolean) {
    const listener = (request: IncomingMessage, response: ServerResponse) =>
      void this.take(request, response);
    this.server = isSecure ? createSecure(certificate(), listener) : createPlain(listener);
  }

  static async start({ secure = false }: { readonly secure?: boolean } = {}): Promise<HttpSink> {
    const sink = new HttpSink(secure);
    await sink.open();
    return sink;
  }

  /** The certificate of a secure sink, for hosts below clients.example. */
  static readonly ca = readFileSync(join(FOLDER, 'certificate.pem'));

  /** The address of a path. @param host another name for this machine, where the test resolves it */
  url(path = '/', host = '127.0.0.1'): string {
    return `${this.isSecure ? 'https' : 'http'}://${host}:${this.port}${path}`;
  }

  /** Listens again at the same port. */
  async open(): Promise<void> {
    await new Promise<void>((listening) => this.server.listen(this.port, '127.0.0.1', listening));
    this.port = ((this.server as Server).address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const behaviour = this.next.shift() ?? this.usual;
    if (behaviour === 'refuse') return void request.socket.destroy();
    const body = await bodyOf(request);
    if (body === undefined) return;
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    this.requests.push({ method: request.method ?? '', path: request.url ?? '', headers, body });
    respond(behaviour, request, response);
  }
}

function respond(behaviour: SinkBehaviour, request: IncomingMessage, response: ServerResponse): void {
  if (behaviour === 'hang') return;
  if (behaviour === 'half-response') {
    response.writeHead(200, { 'content-length': '1000' }).write('{');
    return;
  }
  if (typeof behaviour === 'string') return void request.socket.destroy();
  const { status, headers = {}, body = '', afterMs = 0 } = behaviour;
  setTimeout(() => response.writeHead(status, headers).end(body), afterMs);
}

/** The whole body; undefined where the client broke off. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  } catch {
    return undefined;
  }
  return Buffer.concat(pieces).toString('utf8');
}

const certificate = () => ({ cert: HttpSink.ca, key: readFileSync(join(FOLDER, 'key.pem')) });
