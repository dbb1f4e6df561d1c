import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../shared/clock.js';
import { CoddleError } from '../shared/errors.js';
import { milliseconds } from '../shared/units.js';
import { QueryIgnored } from './address.guards.js';
import { PayloadTooLargeError } from './http-errors.js';
import { BodyReadBy, isEmpty, isPlainJson, LARGEST_BODY, objectIn, readBytes } from './request-body.js';

/** Route decorator: the request is handled with any body. An unreadable body is left out, with a warning. */
export const AnyBody = () => applyDecorators(QueryIgnored(), BodyReadBy(keepAnyBody));

/** What a request with `@AnyBody()` carried. */
export interface BodyAsRead {
  /** The fields of the body; none where it was no object or could not be read. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Why the body was not read, or not as it was sent: sentences for a person. */
  readonly problems: readonly string[];
}

const NOTHING: BodyAsRead = { fields: {}, problems: [] };

/** The bodies that were read, by request. */
const read = new WeakMap<object, BodyAsRead>();

/** Reads the body of a request, and keeps it for `@ReadBody()`. */
async function keepAnyBody(
  request: Request,
  response: ServerResponse,
  clock: Clock,
): Promise<BodyAsRead['fields']> {
  const { fields, problems } = await readAnyBody(request, response, clock);
  read.set(request, { fields, problems: [...inAddress(request), ...problems] });
  return fields;
}

/** The query of such a route is never read, so that a cooker named there is not taken for the one that was meant. */
const inAddress = ({ query }: Request): readonly string[] =>
  Object.keys(query).length === 0
    ? []
    : ['The query in the address was left out: fields are sent in the body.'];

/** Parameter decorator: the body of a request with `@AnyBody()`, which is not validated. */
export const ReadBody = createParamDecorator(
  (_data: unknown, context: ExecutionContext): BodyAsRead =>
    read.get(context.switchToHttp().getRequest<object>()) ?? NOTHING,
);

/** A body that is not complete within this time is left out. Source: the contract of POST /stop-cook. */
const BODY_TIMEOUT = milliseconds(2_000);
/** How long the rest of an unread body is discarded after the response: a reset could cost the client the response. */
const LINGER_TIMEOUT = milliseconds(1_000);

/** Why a body was not read. */
const PROBLEMS = {
  late: 'The body did not arrive within 2 seconds, so it was left out.',
  large: `The body is larger than ${LARGEST_BODY / 1024} KiB, so it was left out.`,
  coded: 'The body is compressed, so it was left out.',
  broken: 'The body is not a complete JSON object, so it was left out.',
  called: 'The body was not sent as application/json in UTF-8; it was read as JSON all the same.',
} as const;

/** Reads the body of a request as far as that is possible in a short time. It never throws. */
export async function readAnyBody(
  request: IncomingMessage,
  response: ServerResponse,
  clock: Clock,
): Promise<BodyAsRead> {
  const { headers } = request;
  if (isEmpty(headers)) return { fields: {}, problems: [] };
  const bytes = await bytesInTime(request, clock);
  if (!request.complete) leaveUnread(request, response);
  if (typeof bytes === 'string') return without(bytes);
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return without('coded');
  try {
    return { fields: objectIn(bytes), problems: isPlainJson(headers) ? [] : [PROBLEMS.called] };
  } catch (error) {
    if (error instanceof CoddleError) return without('broken');
    throw error;
  }
}

const without = (problem: keyof typeof PROBLEMS): BodyAsRead => ({
  fields: {},
  problems: [PROBLEMS[problem]],
});

async function bytesInTime(
  request: IncomingMessage,
  clock: Clock,
): Promise<Buffer | 'late' | 'large' | 'broken'> {
  let cancel = (): void => undefined;
  const late = new Promise<'late'>((resolve) => {
    cancel = clock.after(BODY_TIMEOUT, () => resolve('late'));
  });
  const read = readBytes(request).catch((error: unknown) =>
    error instanceof PayloadTooLargeError ? ('large' as const) : ('broken' as const),
  );
  try {
    return await Promise.race([read, late]);
  } finally {
    cancel();
  }
}

/** Reads no more of the body, and closes the connection after the response. */
function leaveUnread(request: IncomingMessage, response: ServerResponse): void {
  request.removeAllListeners('data');
  request.pause();
  response.setHeader('Connection', 'close');
  const { socket } = request;
  // Node calls this after the last response of a connection; its own version would reset a client that still sends.
  socket.destroySoon = () => {
    socket.end();
    const timeout = setTimeout(() => socket.destroy(), LINGER_TIMEOUT);
    socket.once('close', () => clearTimeout(timeout));
  };
}
