import { maxHeaderSize, type Server, type ServerOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { HeadersTooLargeError } from './http-errors.js';
import { asMessage, incompleteRequest, rawError, type RawError } from './raw-error.js';
import { afterTurns, type BrokenOff } from './request-turns.js';
import { interrupt, isRead } from './request-body.js';
import { milliseconds } from '../shared/units.js';

/** How long a route may take until it begins to read the body of a request. */
const READ_TIMEOUT = milliseconds(250);

/**
 * Closes a connection on which a request breaks off, after its response: the request gets that and no error instead,
 * since it may have commanded the cooker already.
 * @param reject ends the connection where no route reads the request, which would get no response
 */
function endAfterResponse({ request, response }: BrokenOff, reason: Error, reject: () => void): void {
  const { socket } = request;
  response.shouldKeepAlive = false;
  response.once('finish', () => socket.end());
  interrupt(request, reason);
  if (isRead(request)) return;
  const timeout = setTimeout(() => void (isRead(request) || reject()), READ_TIMEOUT);
  response.once('close', () => clearTimeout(timeout));
}

/** How the server reads requests. Times are milliseconds that a client may take. */
export const SERVER_OPTIONS = {
  /** For the head of a request. */
  headersTimeout: 10_000,
  /** For the whole request. */
  requestTimeout: 15_000,
  /** Between two requests. The usual tunnel keeps a connection for 90 s, and must not send into one that is closing. */
  keepAliveTimeout: 95_000,
  /** How often the first two are checked. */
  connectionsCheckingInterval: 2_000,
  /** A repeated header is read as one with both values, so that a second key is not overlooked. */
  joinDuplicateHeaders: true,
  /** Node's own refusal has no body; that of `requireHostHeader` has one. */
  requireHostHeader: false,
} satisfies ServerOptions;

/** Node accepts no more connections than so many times those that are kept; before that, others are closed for a new one. */
const ACCEPTED = 1.5;

/**
 * Makes the server respond to malformed and slow requests like to every other error, and close the connection.
 * @param kept how many connections are kept open
 */
export function limitServer(server: Server, kept: number): void {
  server.maxConnections = Math.ceil(kept * ACCEPTED);
  // The requests before it get their responses first: the client would take a refusal for one of these.
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) =>
    afterTurns(socket as Socket, (hadToWait, brokenOff) => {
      const end = (): void => rejectMalformed(socket, error);
      if (socket.writable && brokenOff !== undefined) endAfterResponse(brokenOff, error, end);
      else if (hadToWait) socket.end();
      else end();
    }),
  );
  // Node would close the connection without a response, and with this listener handles its errors no longer.
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy());
    afterTurns(socket as Socket, () => rejectMalformed(socket));
  });
  // Node would respond to an unknown Expect header with 417 and no body; the header may as well be ignored.
  server.on('checkExpectation', (request, response) => void server.emit('request', request, response));
}

function rejectMalformed(socket: Duplex, reason?: NodeJS.ErrnoException): void {
  // The client has closed the connection; no response can reach it.
  if (!socket.writable) return void socket.destroy();
  socket.once('finish', () => socket.destroy());
  socket.end(asMessage(reason?.code === HEADER_OVERFLOW ? tooLarge() : incompleteRequest()));
}

/** Node's error code for a head that is longer than it reads. */
const HEADER_OVERFLOW = 'HPE_HEADER_OVERFLOW';

const tooLarge = (): RawError => rawError(431, new HeadersTooLargeError(maxHeaderSize));
