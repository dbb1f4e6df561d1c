import type { Clock } from '../../../shared/clock.js';
import { type Milliseconds, milliseconds } from '../../../shared/units.js';
import { CloudError } from './cloud-error.js';
import { retryAfter } from './retry-after.js';
import type { Transport, TransportResponse } from './transport.js';

/** One request to a cloud. */
export interface CloudRequest {
  readonly url: string | URL;
  /** Default GET, or POST where there is a body. */
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** The largest response, in bytes; default 1 MiB. */
  readonly largest?: number;
}

/** A JSON document of a cloud. */
export interface CloudDocument {
  /** The parsed JSON; foreign data. */
  readonly body: unknown;
  /** The cloud's own clock when it responded, in ms since 1970; null where it did not say. */
  readonly cloudTime: number | null;
}

/** What a request needs of the surroundings. */
export interface Network {
  readonly transport: Transport;
  readonly clock: Clock;
  /** How long a response may take, in ms, its body included. */
  readonly timeout?: Milliseconds;
  /** Ends a request under way. */
  readonly signal?: AbortSignal | undefined;
}

const LARGEST = 1024 * 1024;
const TIMEOUT = milliseconds(20_000);
/** Some clouds send JSON as a file, as plain text or without a type; a page is never JSON. */
const MAY_BE_JSON = /json|octet-stream|text\/plain/i;

/**
 * The JSON that a cloud sends in response to a request. Redirections are not followed, since the request may hold a
 * token. Whatever comes instead of JSON ends in a `CloudError`.
 * @throws CloudError, and nothing else
 */
export async function fetchJson(request: CloudRequest, network: Network): Promise<CloudDocument> {
  const abort = new AbortController();
  const end = () => abort.abort();
  const cancel = network.clock.after(network.timeout ?? TIMEOUT, end);
  network.signal?.addEventListener('abort', end);
  if (network.signal?.aborted) end();
  try {
    const response = await network.transport.send({
      url: new URL(request.url),
      method: request.method ?? (request.body === undefined ? 'GET' : 'POST'),
      headers: headersOf(request),
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
      signal: abort.signal,
    });
    return await documentOf(response, request.largest ?? LARGEST, network.clock.now().getTime());
  } catch (error) {
    throw error instanceof CloudError ? error : unreachable(error, abort.signal.aborted);
  } finally {
    cancel();
    network.signal?.removeEventListener('abort', end);
  }
}

const headersOf = ({ headers, body }: CloudRequest): Record<string, string> => ({
  accept: 'application/json',
  'user-agent': 'Coddle',
  ...(body !== undefined && { 'content-type': 'application/json' }),
  ...headers,
});

async function documentOf(response: TransportResponse, largest: number, now: number): Promise<CloudDocument> {
  const cloudTime = instantOf(response.header('date'));
  const { status } = response;
  if (status === 429 || status === 503) {
    response.discard();
    const wait = retryAfter(response.header('retry-after'), cloudTime ?? now);
    if (status === 429) throw new CloudError('limited', 'too many requests', { status, retryAfter: wait });
    throw new CloudError('unavailable', 'out of service for now', { status, retryAfter: wait });
  }
  if (status >= 500 || (status >= 300 && status < 400)) {
    response.discard();
    throw new CloudError('unavailable', `HTTP status ${status}`, { status });
  }
  if (status < 200 || status >= 300) {
    const body = await parsed(response, largest).catch(() => undefined);
    throw new CloudError('refused', `refused with HTTP status ${status}`, { status, body });
  }
  return { body: await parsed(response, largest), cloudTime };
}

async function parsed(response: TransportResponse, largest: number): Promise<unknown> {
  const type = response.header('content-type') ?? 'json';
  if (!MAY_BE_JSON.test(type)) {
    response.discard();
    throw new CloudError('unreadable', 'a page instead of data', { status: response.status });
  }
  const text = await textOf(response, largest);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's own error quotes the text, which may hold a token.
    throw new CloudError('unreadable', 'no JSON', { status: response.status });
  }
}

async function textOf(response: TransportResponse, largest: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body) {
    length += piece.length;
    // Leaving the loop cancels the rest of the body.
    if (length > largest) throw new CloudError('unreadable', 'too large', { status: response.status });
    pieces.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}

/** The names of Node's network errors, such as ECONNREFUSED, hold no address and no secret. */
function unreachable(error: unknown, wasEnded: boolean): CloudError {
  if (wasEnded) return new CloudError('unavailable', 'no response in time');
  const { code } = error as NodeJS.ErrnoException;
  const why = typeof code === 'string' && /^[A-Z0-9_]{3,60}$/.test(code) ? code : 'connection failed';
  return new CloudError('unavailable', why);
}

function instantOf(header: string | null): number | null {
  const instant = Date.parse(header ?? '');
  return Number.isNaN(instant) ? null : instant;
}
