import { Agent, request, type IncomingMessage } from 'node:http';
import type { Json } from '../harness/api.js';

/** A request as it goes over the network. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json;
}

/** A response, whatever its form. */
export interface WireResponse {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Sends requests over connections that are kept, each request from another address, so that no limit of one applies. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true });
  private calls = 0;

  constructor(readonly url: string) {}

  send({ method, path, headers, body }: WireRequest): Promise<WireResponse> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const type = text === undefined ? {} : { 'content-type': 'application/json' };
    const all = { 'x-forwarded-for': this.address(), ...type, ...headers };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.url}${path}`, { method, headers: all, agent: this.agent }, (response) => {
        read(response).then(resolve, reject);
      });
      sent.on('error', reject);
      sent.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }

  private address(): string {
    const call = this.calls++;
    return `10.${(call >> 16) & 255}.${(call >> 8) & 255}.${call & 255}`;
  }
}

async function read(response: IncomingMessage): Promise<WireResponse> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  const { statusCode = 0, headers } = response;
  return { status: statusCode, type: headers['content-type'] ?? '', text: Buffer.concat(parts).toString() };
}
