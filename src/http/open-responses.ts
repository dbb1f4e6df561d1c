import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { interrupt, isRead } from './interrupted-requests.js';
import { milliseconds } from '../shared/units.js';

interface OpenRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** The requests of each connection that wait for their response. */
const openRequests = new WeakMap<Duplex, Set<OpenRequest>>();

/** Tracks a request until its response is sent. */
export function trackRequest(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  const open = openRequests.get(socket) ?? new Set<OpenRequest>();
  const entry = { request, response };
  openRequests.set(socket, open.add(entry));
  response.once('close', () => open.delete(entry));
}

/** How long a route may take until it begins to read the body of a request. */
const READ_TIMEOUT = milliseconds(250);

/**
 * Closes a connection on which a malformed request follows, after the responses to the requests before it: each gets its
 * own response and no error instead, since it may have commanded the cooker already.
 * @param reject ends the connection where no route reads an incomplete request, which would get no response
 * @returns false when no request waits for a response
 */
export function endAfterResponses(socket: Duplex, reason: Error, reject: () => void): boolean {
  const open = [...(openRequests.get(socket) ?? [])].filter(({ response }) => !response.writableFinished);
  const last = open.at(-1);
  if (last === undefined) return false;
  last.response.shouldKeepAlive = false;
  last.response.once('finish', () => socket.end());
  for (const entry of open) if (!entry.request.complete) endIncomplete(entry, reason, reject);
  return true;
}

function endIncomplete({ request, response }: OpenRequest, reason: Error, reject: () => void): void {
  interrupt(request, reason);
  if (isRead(request)) return;
  const timeout = setTimeout(() => void (isRead(request) || reject()), READ_TIMEOUT);
  response.once('close', () => clearTimeout(timeout));
}
