import { maxHeaderSize, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { HeadersTooLargeError, InvalidRequestError } from './http-errors.js';
import { endAfterAnswers, rememberCall } from './open-responses.js';
import { asMessage, rawError, type RawError } from './raw-error.js';
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
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) =>
    afterTurns(socket as Socket, (hadToWait) => {
      const end = (): void => hangUp(socket, error);
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
export const requireHostHeader =
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    if (request.headers.host !== undefined || request.httpVersion === '1.0') {
      rememberCall(request, response);
      return listener(request, response);
    }
    const { status, headers, body } = incomplete();
    response.writeHead(status, { ...headers, Connection: 'close' }).end(body);
  };

function hangUp(socket: Duplex, reason?: NodeJS.ErrnoException): void {
  // Node destroys a socket that ended on its own; there is nobody left to be answered.
  if (!socket.writable) return void socket.destroy();
  socket.once('finish', () => socket.destroy());
  socket.end(asMessage(reason?.code === TOO_LONG_A_HEAD ? tooLarge() : incomplete()));
}

/** What Node calls a head that is longer than it reads. */
const TOO_LONG_A_HEAD = 'HPE_HEADER_OVERFLOW';

const incomplete = (): RawError =>
  rawError(400, new InvalidRequestError('This is not a complete HTTP request.'));

const tooLarge = (): RawError => rawError(431, new HeadersTooLargeError(maxHeaderSize));
