import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type OutgoingHttpHeaders } from 'node:http';
import { InvalidRequestError, type ErrorBody } from './http-errors.js';
import type { CoddleError } from '../shared/errors.js';

/** An error response for a request that no route handles, in the shape of every other error. */
export interface RawError {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

/** The response to a request that is refused before Express sees it. */
export function rawError(status: number, { code, message, details, headers }: CoddleError): RawError {
  const hasDetails = Object.keys(details).length > 0;
  const error: ErrorBody = {
    error: code,
    message,
    ...(hasDetails && { details }),
    request_id: randomUUID(),
  };
  const body = JSON.stringify(error);
  return {
    status,
    headers: {
      ...headers,
      'Content-Type': 'application/json; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Content-Length': Buffer.byteLength(body),
    },
    body,
  };
}

/** The same as a whole HTTP message, for a socket that Node's HTTP server no longer handles; close the socket after it. */
export function asMessage({ status, headers, body }: RawError): string {
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(
    ([name, value]) => `${name}: ${String(value)}`,
  );
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n');
}

/** The response to what is no complete request of HTTP. */
export const incompleteRequest = (): RawError =>
  rawError(400, new InvalidRequestError('This is not a complete HTTP request.'));
