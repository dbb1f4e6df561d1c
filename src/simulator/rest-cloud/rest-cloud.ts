import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../../shared/clock.js';
import { LoopbackPort } from '../loopback-server.js';
import type { RestRequest, RestResponse } from './rest-message.js';
import { responseOf, type RestFault } from './rest-faults.js';

/** What a vendor's cloud does with a request. */
export type Respond = (request: RestRequest) => RestResponse;

/** What a simulated REST API needs. */
export interface RestCloudOptions {
  readonly clock: Clock;
  readonly respond: Respond;
  /** Default 0: any free port. */
  readonly port?: number;
}

/** An HTTP server on the loopback interface that stands for a vendor's REST API, with the faults of such a cloud. */
export class RestCloud {
  /** Every request so far, oldest first. */
  readonly received: RestRequest[] = [];
  /** How far the clock of the cloud is ahead of ours, in milliseconds. */
  clockAhead = 0;
  private readonly port: LoopbackPort;
  private readonly planned: RestFault[] = [];
  private lasting: RestFault | undefined;

  constructor(private readonly options: RestCloudOptions) {
    this.port = new LoopbackPort(options.port ?? 0);
  }

  /** `http://127.0.0.1:port`, without a slash at the end. */
  get url(): string {
    return `http://${this.port.host}`;
  }

  /** What the clock of the cloud shows, in milliseconds since 1970. */
  get now(): number {
    return this.options.clock.now().getTime() + this.clockAhead;
  }

  /** Opens the port. Rejects with Node's error when it is taken. */
  listen(): Promise<void> {
    return this.port.open(() => createServer((request, response) => void this.meet(request, response)));
  }

  /** Cuts every connection and closes the port; `listen` opens the same one again. */
  close(): Promise<void> {
    return this.port.close();
  }

  /** Meets the next request with a fault; several wait in a queue. */
  nextRequest(fault: RestFault): void {
    this.planned.push(fault);
  }

  /** Meets every request with a fault; `undefined` ends it. */
  everyRequest(fault: RestFault | undefined): void {
    this.lasting = fault;
  }

  private async meet(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const received = { method, path: url, headers, body: await jsonOf(request) };
    this.received.push(received);
    const fault = this.planned.shift() ?? this.lasting;
    if (fault?.kind === 'silence') return;
    if (fault?.kind === 'dropped') return void request.socket.destroy();
    this.send(response, fault ? responseOf(fault) : this.options.respond(received));
  }

  private send(response: ServerResponse, { status, headers, body }: RestResponse): void {
    const isText = typeof body === 'string';
    response.writeHead(status, {
      date: new Date(this.now).toUTCString(),
      'content-type': isText ? 'text/html' : 'application/json',
      ...headers,
    });
    response.end(isText ? body : JSON.stringify(body));
  }
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  try {
    return JSON.parse(Buffer.concat(parts).toString());
  } catch {
    return undefined;
  }
}
