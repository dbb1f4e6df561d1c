import type { Request, Response } from 'express';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** What answers a call: a route of Nest, which never throws. */
type Handler = (request: Request, response: Response, next: () => void) => unknown;

/**
 * The routes by their method and exact path. Express' router tries them one after the other, with a pattern for each,
 * which takes a tenth of a call; a call to the exact path of a route needs none of that, nor does it meet what was put
 * in front of the router with `use`.
 */
export class StraightRoutes {
  private readonly handlers = new Map<string, Handler>();

  /** Takes note of a route, unless its path is a pattern. Of two for the same calls the first counts, as in Express. */
  add(method: string, path?: unknown, handler?: unknown): void {
    if (typeof path !== 'string' || typeof handler !== 'function' || /[^\w/.-]/.test(path)) return;
    const key = `${method} ${path}`;
    if (!this.handlers.has(key)) this.handlers.set(key, handler as Handler);
  }

  /** The listener, for all calls that are not led straight to their route. */
  before(listener: RequestListener): RequestListener {
    return (request, response) => {
      const handler = this.handlers.get(keyOf(request));
      if (handler === undefined) return listener(request, response);
      const next = (): void => listener(request, response);
      // What Express adds on the way.
      const added = { res: response, next, originalUrl: request.url, baseUrl: '', params: {} };
      handler(Object.assign(request as Request, added), response as ServerResponse as Response, next);
    };
  }
}

/** Names no route where something in the address is encoded: whether that is done rightly is looked at elsewhere. */
function keyOf({ method, url = '' }: IncomingMessage): string {
  if (url.includes('%')) return '';
  const end = url.indexOf('?');
  return `${method} ${end < 0 ? url : url.slice(0, end)}`;
}
