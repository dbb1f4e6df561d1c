import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express, Request, Response } from 'express';
import { createServer, IncomingMessage, ServerResponse, type Server } from 'node:http';
import { allowedMethods, type RouteTable } from './allowed-methods.js';
import { MethodNotAllowedError, NotFoundError } from './kitchen-errors.js';
import { limitServer, SERVER_OPTIONS } from './server-limits.js';

/** How long calls under way may go on when the server closes, in milliseconds. */
const LAST_CALLS = 10_000;
/** How often connections that have become idle are looked for while the server closes, in milliseconds. */
const IDLE_CHECK = 50;

/**
 * Express behind Nest, with three things of our own: requests and responses that are born with Express' prototypes,
 * 404 and 405 out of the router's own table, and an end that lets calls under way finish.
 */
export class KitchenAdapter extends ExpressAdapter {
  override initHttpServer(): void {
    const express = this.getInstance<Express>();
    const server = createServer({ ...SERVER_OPTIONS, ...bornFor(express) }, express);
    limitServer(server);
    this.httpServer = server;
  }

  /** Answers what no route has answered. Nest's own handler would only ever say 404. */
  override setNotFoundHandler(): void {
    this.use(({ path }: Request) => {
      const router: unknown = this.getInstance<Express>().router;
      const allowed = allowedMethods(router as RouteTable, path);
      throw allowed.length > 0 ? new MethodNotAllowedError(allowed) : new NotFoundError();
    });
  }

  /** Runs before any room is closed, so that calls under way still find everything in its place. */
  override beforeClose(): Promise<void> {
    return lastCalls(this.httpServer as Server);
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }
}

/**
 * Classes of requests and responses whose prototypes are those that Express will ask for. Express changes the
 * prototype of every request and response, which costs two thirds of the time of a call on Node 20 and 22, and
 * nothing where they already have it.
 */
function bornFor(express: Express) {
  class KitchenRequest extends IncomingMessage {}
  class KitchenResponse extends ServerResponse {}
  express.request = Object.setPrototypeOf(KitchenRequest.prototype, express.request) as Request;
  express.response = Object.setPrototypeOf(KitchenResponse.prototype, express.response) as Response;
  return { IncomingMessage: KitchenRequest, ServerResponse: KitchenResponse };
}

/** Takes no more connections, waits for the calls under way, and cuts those that take too long. */
async function lastCalls(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  // A connection that was busy when the server closed stays open afterwards, waiting for more calls.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK);
  const patience = setTimeout(() => server.closeAllConnections(), LAST_CALLS);
  await closed;
  clearInterval(idle);
  clearTimeout(patience);
}
