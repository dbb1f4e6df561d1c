import { pageClock } from '../state/clock.js';
import { ApiError, UnreachableError, type ErrorBody } from './api-error.js';

/** How long the server may take to read something, in milliseconds. */
const READ_TIMEOUT = 10_000;
/** How long a change may take, in milliseconds: longer than the server takes to give up on a cooker. */
const CHANGE_TIMEOUT = 30_000;

/** A request to the API of this server. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly csrfToken?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends a request, and gives the JSON of its response.
 * @throws ApiError when the server refuses, UnreachableError when it was not reached
 */
export async function request<T>({ method, path, body, csrfToken, signal }: ApiRequest): Promise<T> {
  const response = await reach(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(csrfToken !== undefined && { 'x-csrf-token': csrfToken }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    cache: 'no-store',
    signal: withTimeout(signal, method === 'GET' ? READ_TIMEOUT : CHANGE_TIMEOUT),
  });
  pageClock.noteServerDate(response.headers.get('date'));
  const content = await contentOf(response);
  if (!response.ok) throw toError(response.status, content);
  if (content === undefined && response.status !== 204) throw new UnreachableError('no JSON');
  return content as T;
}

const withTimeout = (signal: AbortSignal | undefined, milliseconds: number): AbortSignal => {
  const timeout = AbortSignal.timeout(milliseconds);
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
};

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted === true && !isTimeout(error)) throw error;
    throw new UnreachableError('not reached', { cause: error });
  }
}

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';

/** Undefined where it is no JSON, such as the page of a proxy. */
async function contentOf(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/** A proxy that cannot reach the server responds in its place, in a form of its own. */
function toError(status: number, content: unknown): Error {
  const isOurs = typeof content === 'object' && content !== null && 'error' in content;
  return isOurs || status < 500
    ? new ApiError(status, (isOurs ? content : {}) as Partial<ErrorBody>)
    : new UnreachableError(`HTTP ${status}`);
}
