import { Logger, StreamableFile } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express, Request, Response } from 'express';
import { createServer, type Server } from 'node:http';
import { allowedMethods, type RouteTable } from './allowed-methods.js';
import { createMessageClasses, type FastResponse } from './express-prototypes.js';
import { Connections } from './connections.js';
import { MethodNotAllowedError, NotFoundError } from './http-errors.js';
import { limitConnections } from './limit-connections.js';
import { inTurn } from './request-turns.js';
import { limitServer, SERVER_OPTIONS, requireHostHeader } from './server-limits.js';
import { PiecedText } from './pieced-text.js';
import { writePieces } from './write-pieces.js';

/** How long calls under way may go on when the server closes, in milliseconds. */
const DRAIN_TIMEOUT = 10_000;
/** How often connections that have become idle are looked for while the server closes, in milliseconds. */
const IDLE_CHECK = 50;
const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Nest's Express adapter with four additions: request and response classes that already have Express' prototypes
 * (`express-prototypes.ts`), a quick reply for JSON (`quick-json-reply.ts`), 404 and 405 from the router's own table,
 * and a shutdown that lets open requests finish (`drain-connections.ts`). Every request goes through Express' router.
 */
export class CoddleExpressAdapter extends ExpressAdapter {
  private readonly connections = new Connections();

  override initHttpServer(): void {
    const express = this.getInstance<Express>();
    const server = createServer(
      { ...SERVER_OPTIONS, ...createMessageClasses(express) },
      inTurn(requireHostHeader(express)),
    );
    limitServer(server);
    limitConnections(server, this.connections);
    this.httpServer = server;
  }

  /** Writes plain objects out at once. The way through Express looks for views, tags and caches that we do not have. */
  override reply(response: Response, body: unknown, statusCode?: number): unknown {
    if (body instanceof Uint8Array) return replyBytes(response, body, statusCode);
    if (body instanceof PiecedText) return writePieces(response, body).catch(logBug);
    if (!isPlain(body) || response.hasHeader('Content-Type')) {
      return super.reply(response, body, statusCode) as unknown;
    }
    const text = JSON.stringify(body);
    response.statusCode = statusCode ?? response.statusCode;
    const head = ['Content-Type', JSON_TYPE, 'Content-Length', Buffer.byteLength(text)];
    (response as FastResponse).writeHeadWith(head);
    return response.end(response.req.method === 'HEAD' ? undefined : text);
  }

  /** Answers what no route has answered. Nest's own handler would only ever say 404. */
  override setNotFoundHandler(): void {
    this.use(({ path }: Request) => {
      const router: unknown = this.getInstance<Express>().router;
      const allowed = allowedMethods(router as RouteTable, path);
      throw allowed.length > 0 ? new MethodNotAllowedError(allowed) : new NotFoundError();
    });
  }

  /**
   * Runs before any room is closed, so that calls under way still find everything in its place. Nest waits for the
   * promise that this gives back, which Express' own type, that of a method without one, does not tell.
   */
  override beforeClose(): unknown {
    return drainConnections(this.httpServer, this.connections);
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Not a stream, an error or a text, which are answered otherwise. */
const isPlain = (body: unknown): body is object =>
  typeof body === 'object' &&
  body !== null &&
  !(body instanceof StreamableFile || body instanceof Error || body instanceof Uint8Array);

/** Writes out bytes as they are: Express would copy them, and whoever does not read would have a copy kept. */
function replyBytes(response: Response, bytes: Uint8Array, statusCode?: number): Response {
  response.statusCode = statusCode ?? response.statusCode;
  response.setHeader('Content-Length', bytes.length);
  return response.end(response.req.method === 'HEAD' ? undefined : bytes);
}

/** An answer that has begun cannot be taken back, and its route has long returned. */
function logBug(error: unknown): void {
  new Logger('CoddleExpressAdapter').error(error instanceof Error ? error.stack : String(error));
}

/** Takes no more connections, waits for the calls under way, and cuts those that take too long. */
async function drainConnections(server: Server, connections: Connections): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  // Node takes a connection on which nobody has said a word yet, as browsers open them in advance, for a busy one.
  for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  // A connection that was busy when the server closed stays open afterwards, waiting for more calls.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK);
  const patience = setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT);
  await closed;
  clearInterval(idle);
  clearTimeout(patience);
}
