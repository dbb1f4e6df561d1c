import { Logger } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express, Request, Response } from 'express';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { assertDecodableUrl, requireHostHeader } from './address.guards.js';
import { allowedMethods, type RouteTable } from './allowed-methods.js';
import { connectionLimits, Connections, limitConnections, type ConnectionLimits } from './connections.js';
import { drainConnections } from './drain-connections.js';
import { createMessageClasses } from './express-prototypes.js';
import { MethodNotAllowedError, NotFoundError } from './http-errors.js';
import { PageReply } from './page.js';
import { PiecedText } from './pieced-text.js';
import { isPlainData, replyWithBytes, replyWithJson } from './quick-json-reply.js';
import { inTurn } from './request-turns.js';
import { limitServer, SERVER_OPTIONS } from './server-limits.js';
import { writePieces } from './write-pieces.js';

/** As many live streams as the settings allow by default. */
const USUAL_STREAMS = 200;

/**
 * Nest's Express adapter with four additions: request and response classes that already have Express' prototypes
 * (`express-prototypes.ts`), a quick reply for JSON (`quick-json-reply.ts`), 404 and 405 from the router's own table,
 * and a shutdown that lets open requests finish (`drain-connections.ts`). Every request goes through Express' router.
 */
export class CoddleExpressAdapter extends ExpressAdapter {
  private readonly limits: ConnectionLimits;
  private readonly connections: Connections;
  private readonly closing: (() => Promise<void>)[] = [];

  /**
   * @param isAuthenticated whether a request of a connection had a valid key
   * @param streams how many live streams may be open at once
   */
  constructor(isAuthenticated: (connection: Socket) => boolean, streams = USUAL_STREAMS) {
    super();
    this.limits = connectionLimits(streams);
    this.connections = new Connections(isAuthenticated, this.limits);
  }

  /** Adds what runs before the connections are drained: what ends streams that would stay open. */
  onClosing(end: () => Promise<void>): void {
    this.closing.push(end);
  }

  override initHttpServer(): void {
    const express = this.getInstance<Express>();
    const server = createServer(
      { ...SERVER_OPTIONS, ...createMessageClasses(express) },
      inTurn(requireHostHeader(express)),
    );
    limitServer(server, this.limits.connections);
    limitConnections(server, this.connections);
    this.httpServer = server;
  }

  override reply(response: Response, body: unknown, statusCode?: number): unknown {
    if (body instanceof Uint8Array) return replyWithBytes(response, body, statusCode);
    if (body instanceof PageReply) return body.sendTo(response);
    if (body instanceof PiecedText) return writePieces(response, body).catch(logBug);
    if (isPlainData(body) && !response.hasHeader('Content-Type'))
      return replyWithJson(response, body, statusCode);
    return super.reply(response, body, statusCode) as unknown;
  }

  /** Refuses what no route handles. Nest's own handler would only ever respond with 404. */
  override setNotFoundHandler(): void {
    this.use((request: Request) => {
      assertDecodableUrl(request);
      const router: unknown = this.getInstance<Express>().router;
      const allowed = allowedMethods(router as RouteTable, request.path);
      throw allowed.length > 0 ? new MethodNotAllowedError(allowed) : new NotFoundError();
    });
  }

  /**
   * Runs before any module is closed, so that open requests still find everything in its place. Nest waits for the
   * returned promise, although the type of Express' own method has none.
   */
  override beforeClose(): unknown {
    const ended = Promise.all(this.closing.map((end) => end()));
    return ended.then(() => drainConnections(this.httpServer, this.connections));
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }
}

/** A response that has begun cannot be taken back, and its route has returned long ago. */
function logBug(error: unknown): void {
  new Logger('CoddleExpressAdapter').error(error instanceof Error ? error.stack : String(error));
}
