import {
  Agent as PlainAgent,
  request as requestPlain,
  type ClientRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as SecureAgent, request as requestSecure } from 'node:https';
import type { Transport, TransportRequest, TransportResponse } from './transport.js';

/** One connection to each cloud, which stays open between two polls where the cloud allows it. */
const CONNECTIONS = { keepAlive: true, maxSockets: 1 } as const;

/**
 * Sends requests by Node's own client. `fetch` would do the same and take 10 MB: its parser is WebAssembly. No
 * redirection is followed, and a cloud is asked for plain bytes.
 */
export class HttpTransport implements Transport {
  private readonly plain = new PlainAgent(CONNECTIONS);
  private readonly secure = new SecureAgent(CONNECTIONS);

  async send(request: TransportRequest): Promise<TransportResponse> {
    try {
      return await this.attempt(request);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
    }
    return this.attempt(request);
  }

  private attempt(request: TransportRequest): Promise<TransportResponse> {
    return new Promise((resolve, reject) => {
      const sent = this.begin(request);
      const fail = (error: Error) => reject(isStale(sent, error) ? new StaleConnection() : error);
      sent.on('error', fail);
      // Without an error too, such as where the other side changes the protocol.
      sent.once('close', () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
      sent.once('response', (response) => resolve(responseOf(response)));
      sent.end(request.body);
    });
  }

  private begin({ url, method, headers, body, signal }: TransportRequest): ClientRequest {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = { method, headers: { 'accept-encoding': 'identity', ...length, ...headers }, signal };
    return url.protocol === 'https:'
      ? requestSecure(url, { ...options, agent: this.secure })
      : requestPlain(url, { ...options, agent: this.plain });
  }
}

/**
 * A connection that stood open was closed while a request began on it. The request is sent once more: none of ours
 * changes anything at a cloud.
 */
class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

const isStale = (sent: ClientRequest, error: NodeJS.ErrnoException): boolean =>
  sent.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');

const responseOf = (response: IncomingMessage): TransportResponse => ({
  status: response.statusCode ?? 0,
  header: (name) => {
    const value = response.headers[name];
    return typeof value === 'string' ? value : null;
  },
  body: response,
  discard: () => void response.destroy(),
});
