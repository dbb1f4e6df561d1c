import type { Server, ServerOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { randomUUID } from 'node:crypto';
import { InvalidRequestError, type ErrorBody } from './kitchen-errors.js';

/** Milliseconds that a client may take. */
export const SERVER_OPTIONS = {
  /** For the head of a request. */
  headersTimeout: 10_000,
  /** For the whole request. */
  requestTimeout: 15_000,
  /** Between two requests; the usual tunnel keeps a connection for 90 s, and must not send into one that we are closing. */
  keepAliveTimeout: 95_000,
  /** How often the first two are looked at. */
  connectionsCheckingInterval: 2_000,
} satisfies ServerOptions;

/** Has the server answer what is no HTTP, or came too slowly, like every other error, and hang up. */
export function limitServer(server: Server): void {
  server.on('clientError', (_error: Error, socket: Duplex) => {
    // Node destroys a socket that ended on its own; there is nobody left to be answered.
    if (!socket.writable) return void socket.destroy();
    socket.once('finish', () => socket.destroy());
    socket.end(REFUSAL_HEAD.concat(refusal()));
  });
}

const refusal = (): string => {
  const { code, message } = new InvalidRequestError('This is not a complete HTTP request.');
  const body: ErrorBody = { error: code, message, request_id: randomUUID() };
  const text = JSON.stringify(body);
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};

const REFUSAL_HEAD = [
  'HTTP/1.1 400 Bad Request',
  'Content-Type: application/json; charset=utf-8',
  'X-Content-Type-Options: nosniff',
  'Connection: close',
  '',
].join('\r\n');
