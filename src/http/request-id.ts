import { randomUUID } from 'node:crypto';
import type { Request } from 'express';

/** Printable ASCII, as a client's own id may be. */
const OWN_ID = /^[\x20-\x7e]{1,64}$/;

/** The id of a request in its response: the client's own `request_id` where it sent a valid one, otherwise a new one. */
export function requestIdOf({ body }: Pick<Request, 'body'>): string {
  const own: unknown = (body as { request_id?: unknown } | undefined)?.request_id;
  return typeof own === 'string' && OWN_ID.test(own) ? own : randomUUID();
}
