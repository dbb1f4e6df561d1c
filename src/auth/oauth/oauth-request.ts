import type { Request } from 'express';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/** Headers that say by which address a client reached a proxy, which the issuer says here. */
const REPLACED = ['host', 'content-length', 'content-type', 'transfer-encoding', 'content-encoding'];
const FORWARDED = /^(?:x-)?forwarded/;

/** The body of a request to the authorization server. */
export interface OAuthBody {
  readonly type: 'application/json' | 'application/x-www-form-urlencoded';
  readonly text: string;
}

/**
 * A request as the library gets it: with the parameters and the body as they were checked here, and with the address of
 * the issuer, whatever the way through the tunnel made of it.
 */
export function oauthRequest(
  request: Request,
  issuer: string,
  path: string,
  body?: OAuthBody,
): IncomingMessage {
  const { protocol, host, pathname } = new URL(issuer);
  const bytes = Buffer.from(body?.text ?? '');
  const headers: IncomingHttpHeaders = {
    ...Object.fromEntries(Object.entries(request.headers).filter(([name]) => isKept(name))),
    host,
    'x-forwarded-host': host,
    'x-forwarded-proto': protocol.replace(':', ''),
    ...(body && { 'content-type': body.type, 'content-length': String(bytes.length) }),
  };
  const stream = Readable.from(body === undefined ? [] : [bytes], { objectMode: false });
  return Object.assign(stream, {
    method: request.method,
    url: path,
    originalUrl: pathname.replace(/\/$/, '') + path,
    headers,
    socket: request.socket,
    httpVersion: request.httpVersion,
    httpVersionMajor: request.httpVersionMajor,
    httpVersionMinor: request.httpVersionMinor,
  }) as unknown as IncomingMessage;
}

const isKept = (name: string): boolean => !REPLACED.includes(name) && !FORWARDED.test(name);
