import type { RestResponse } from './rest-message.js';

/** What goes wrong with a request. */
export type RestFault =
  | { readonly kind: 'status'; readonly response: RestResponse }
  /** No response ever. */
  | { readonly kind: 'silence' }
  /** The connection is cut without a response. */
  | { readonly kind: 'dropped' };

const status = (code: number, body: unknown, headers: Readonly<Record<string, string>> = {}): RestFault => ({
  kind: 'status',
  response: { status: code, body, headers },
});

/** HTTP 401: the token is not accepted. */
export const unauthorized = status(401, { status: '401 Unauthorized', statusCode: 401 });

/** HTTP 429, with the seconds to wait if the cloud says them. */
export const tooManyRequests = (retryAfter?: number): RestFault =>
  status(
    429,
    { status: '429 Too Many Requests', statusCode: 429 },
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  );

/** HTTP 503. */
export const unavailable = status(503, { status: '503 Service Unavailable', statusCode: 503 });

/** A page instead of JSON, as proxies and sign-in pages of networks send it. */
export const htmlPage = (code = 200): RestFault =>
  status(code, '<!DOCTYPE html><html><body><h1>Please wait</h1></body></html>');

/** JSON that ends too early. */
export const brokenJson = status(200, '[{"uuid": "00000000-', { 'content-type': 'application/json' });

/** A response that never ends the way it should: nothing comes. */
export const noResponse: RestFault = { kind: 'silence' };

/** The connection is cut. */
export const connectionCut: RestFault = { kind: 'dropped' };

/** The response of a fault that has one. */
export const responseOf = ({ response }: Extract<RestFault, { kind: 'status' }>): RestResponse => response;
