import type { RequestListener, Server, ServerOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { InvalidRequestError, type ErrorBody } from './kitchen-errors.js';
import { endAfterAnswers, rememberCall } from './open-answers.js';
import { afterTurns } from './request-turns.js';

/** How the server reads requests. Times are milliseconds that a client may take. */
export const SERVER_OPTIONS = {
  /** For the head of a request. */
  headersTimeout: 10_000,
  /** For the whole request. */
  requestTimeout: 15_000,
  /** Between two requests; the usual tunnel keeps a connection for 90 s, and must not send into one that we are closing. */
  keepAliveTimeout: 95_000,
  /** How often the first two are looked at. */
  connectionsCheckingInterval: 2_000,
  /** A header that comes twice is read as one with both values, so that a second key is not overlooked. */
  joinDuplicateHeaders: true,
  /** Node's own refusal has no body; `withHost` gives one. */
  requireHostHeader: false,
} satisfies ServerOptions;

/** Beyond it Node takes no connection; long before that others are closed for a new one. */
const MOST_CONNECTIONS = 1024;

/** Has the server answer what is no HTTP, or came too slowly, like every other error, and hang up. */
export function limitServer(server: Server): void {
  server.maxConnections = MOST_CONNECTIONS;
  // A request that was read before it gets its response and no second one: a refusal would be taken for its answer.
  server.on('clientError', (error: Error, socket: Duplex) =>
    afterTurns(socket as Socket, (hadToWait) => {
      const end = (): void => hangUp(socket);
      if (socket.writable && endAfterAnswers(socket, error, end)) return;
      if (hadToWait) socket.end();
      else end();
    }),
  );
  // Node would hang up without a word.
  server.on('connect', (_request, socket) => hangUp(socket));
  // Node would answer 417 without a body to whoever expects what nobody knows; it may as well be overlooked.
  server.on('checkExpectation', (request, response) => void server.emit('request', request, response));
}

/** The listener, for requests that name the host they are meant for; HTTP/1.1 wants all others refused. */
export const withHost =
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    if (request.headers.host !== undefined || request.httpVersion === '1.0') {
      rememberCall(request, response);
      return listener(request, response);
    }
    const body = refusal();
    response.writeHead(400, { ...REFUSAL_HEADERS, 'Content-Length': Buffer.byteLength(body) }).end(body);
  };

function hangUp(socket: Duplex): void {
  // Node destroys a socket that ended on its own; there is nobody left to be answered.
  if (!socket.writable) return void socket.destroy();
  socket.once('finish', () => socket.destroy());
  const body = refusal();
  socket.end(`${REFUSAL_HEAD}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function refusal(): string {
  const { code, message } = new InvalidRequestError('This is not a complete HTTP request.');
  const body: ErrorBody = { error: code, message, request_id: randomUUID() };
  return JSON.stringify(body);
}

const REFUSAL_HEADERS = {
  'Content-Type': 'application/json; charset=utf-8',
  'X-Content-Type-Options': 'nosniff',
  Connection: 'close',
};

const REFUSAL_HEAD = [
  'HTTP/1.1 400 Bad Request',
  ...Object.entries(REFUSAL_HEADERS).map(([name, value]) => `${name}: ${value}`),
  '',
].join('\r\n');
