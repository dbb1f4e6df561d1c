import type { Express, Request, Response } from 'express';
import { IncomingMessage, ServerResponse, type ServerOptions } from 'node:http';
import { securityHeaders } from './security-headers.js';

/** Names and values in turn, as Node takes them quickest. */
type FlatHeaders = readonly (string | number)[];

/** A response that can write a head quickly where no header was set before. */
export interface FastResponse extends Response {
  /** Writes the head of an answer with these headers, those that were set before, and those of every answer. */
  writeHeadWith(headers: FlatHeaders): void;
}

/**
 * Classes of requests and responses whose prototypes are those that Express will ask for. Express changes the
 * prototype of every request and response, which costs two thirds of the time of a call on Node 20 and 22, and
 * nothing where they already have it. The responses also have the headers of every answer, whoever writes it.
 */
export function createMessageClasses(
  express: Express,
): Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'> {
  const everywhere = Object.entries(securityHeaders());
  const flat: FlatHeaders = everywhere.flat();

  class OurRequest extends IncomingMessage {}

  class OurResponse<Call extends IncomingMessage = IncomingMessage> extends ServerResponse<Call> {
    /** Node itself calls it too, before the first byte of an answer. */
    override writeHead(status: number, ...more: unknown[]): this {
      for (const [name, value] of everywhere) {
        if (!this.hasHeader(name)) this.setHeader(name, value);
      }
      return super.writeHead(status, ...(more as []));
    }

    writeHeadWith(headers: FlatHeaders): void {
      const isFirst = this.getHeaderNames().length === 0;
      if (isFirst) super.writeHead(this.statusCode, [...flat, ...headers] as string[]);
      else this.writeHead(this.statusCode, named(headers));
    }
  }

  express.request = Object.setPrototypeOf(OurRequest.prototype, express.request) as Request;
  express.response = Object.setPrototypeOf(OurResponse.prototype, express.response) as Response;
  return { IncomingMessage: OurRequest, ServerResponse: OurResponse };
}

const named = (headers: FlatHeaders): Record<string, string | number> =>
  Object.fromEntries(
    headers.flatMap((name, at) => (at % 2 === 0 ? [[String(name), headers[at + 1]!] as const] : [])),
  );
