import { noteSignedOut, session, type SessionState } from '../state/session.js';
import { ApiError } from './api-error.js';
import { request, type ApiRequest } from './http.js';

/** What a request may have besides its path and body. */
export interface RequestOptions {
  /** Breaks the request off, such as when a newer one makes it superfluous. */
  readonly signal?: AbortSignal;
}

/** What a change needs from the server: the token that proves that it comes from this page. */
let renewal: Promise<SessionState> | undefined;

/** Asks the server for the session and keeps it in `session`. Those who ask at the same time share one request. */
export function renewSession(): Promise<SessionState> {
  renewal ??= request<SessionState>({ method: 'GET', path: '/owner/session' })
    .then((found) => (session.value = found))
    .finally(() => (renewal = undefined));
  return renewal;
}

/**
 * Reads from the API.
 * @throws ApiError, UnreachableError
 */
export async function getJson<T>(path: string, { signal }: RequestOptions = {}): Promise<T> {
  try {
    return await request<T>({ method: 'GET', path, signal });
  } catch (error) {
    if (isUnauthorized(error)) noteSignedOut();
    throw error;
  }
}

/**
 * Sends a change to the API. When the session's token is no longer valid, it is renewed and the change sent once more:
 * a request that is refused for its token has done nothing.
 * @throws ApiError, UnreachableError
 */
export async function sendJson<T>(
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  { signal }: RequestOptions = {},
): Promise<T> {
  const change = { method, path, body, signal };
  const token = session.peek()?.csrf_token ?? (await renewSession()).csrf_token;
  try {
    return await send<T>(change, token);
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    const { csrf_token, signed_in } = await renewSession();
    if (!signed_in) throw error;
    return send<T>(change, csrf_token);
  }
}

const send = <T>(change: Omit<ApiRequest, 'csrfToken'>, token: string | null): Promise<T> =>
  request<T>({ ...change, csrfToken: token ?? undefined });

const isUnauthorized = (error: unknown): boolean => error instanceof ApiError && error.status === 401;
