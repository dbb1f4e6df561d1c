import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { interrupt, isRead } from './interrupted-requests.js';

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** The requests of each connection that wait for their answer. */
const calls = new WeakMap<Duplex, Set<Call>>();

/** Remembers a request until it is answered. */
export function rememberCall(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  const open = calls.get(socket) ?? new Set<Call>();
  const call = { request, response };
  calls.set(socket, open.add(call));
  response.once('close', () => open.delete(call));
}

/** How long whoever answers a request has to begin with its body, in ms. */
const BEGUN_WITHIN = 250;

/**
 * What follows on this connection cannot be read. A request that waits for its answer gets that and no other, since it
 * may have moved the cooker already; then the connection is closed.
 * @param hangUp ends the connection where nobody reads a request that is not complete, so that nobody would answer it
 * @returns false when no request waits for an answer
 */
export function endAfterAnswers(socket: Duplex, reason: Error, hangUp: () => void): boolean {
  const open = [...(calls.get(socket) ?? [])].filter(({ response }) => !response.writableFinished);
  const last = open.at(-1);
  if (last === undefined) return false;
  last.response.shouldKeepAlive = false;
  last.response.once('finish', () => socket.end());
  for (const call of open) if (!call.request.complete) endIncomplete(call, reason, hangUp);
  return true;
}

function endIncomplete({ request, response }: Call, reason: Error, hangUp: () => void): void {
  interrupt(request, reason);
  if (isRead(request)) return;
  const patience = setTimeout(() => void (isRead(request) || hangUp()), BEGUN_WITHIN);
  response.once('close', () => clearTimeout(patience));
}
