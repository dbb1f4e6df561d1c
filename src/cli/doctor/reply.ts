import type { CliContext } from '../cli-context.js';
import { CHECK_TIMEOUT } from './finding.js';

/** Why no response came. */
export type Failure = 'no-name' | 'refused' | 'unreachable' | 'silent' | 'certificate' | 'other';

/** A response over HTTP, of whatever status; a redirect is not followed. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Headers;
  /** The beginning of the body. */
  readonly text: string;
  /** The same as JSON; undefined when it is none. */
  readonly body: unknown;
}

/** No response at all. */
export interface NoReply {
  readonly failure: Failure;
  /** The system's name for it, such as `ECONNREFUSED`. */
  readonly code: string;
}

export type Reply = HttpReply | NoReply;
export type Facts = Readonly<Record<string, unknown>>;

const LONGEST_TEXT = 64 * 1024;

/** What is asked for otherwise than by GET and for eight seconds. */
export interface Question {
  readonly method?: 'POST';
  readonly body?: string;
  /** How long the response may take, in milliseconds. */
  readonly timeout?: number;
  /** How much of the body is read, in characters; 64 Ki unless given. */
  readonly longest?: number;
}

/** Asks for an address. It never rejects, and gives up after eight seconds unless told otherwise. */
export async function ask(
  { fetch }: Pick<CliContext, 'fetch'>,
  url: string,
  headers: Readonly<Record<string, string>> = {},
  { timeout = CHECK_TIMEOUT, longest = LONGEST_TEXT, ...more }: Question = {},
): Promise<Reply> {
  try {
    const signal = AbortSignal.timeout(timeout);
    const response = await fetch(url, { ...more, headers, redirect: 'manual', signal });
    const text = await beginningOf(response, longest);
    return { status: response.status, headers: response.headers, text, body: parseJson(text) };
  } catch (error) {
    const code = codeOf(error);
    return { failure: failureOf(code), code };
  }
}

export const hasReplied = (reply: Reply): reply is HttpReply => 'status' in reply;

/** Whether Coddle itself says that it runs. */
export const isOurs = (reply: Reply): boolean =>
  hasReplied(reply) &&
  reply.status === 200 &&
  isRecord(reply.body) &&
  reply.body['status'] === 'ok' &&
  ['info', 'error', 'details'].every((part) => isRecord((reply.body as Facts)[part]));

export const isRecord = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was met instead of a page may be of any length. */
async function beginningOf({ body }: Response, longest: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  if (body === null) return text;
  for await (const piece of body) {
    text += decoder.decode(piece as Uint8Array, { stream: true });
    if (text.length > longest) break;
  }
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const FAILURES: ReadonlyMap<string, Failure> = new Map([
  ['ENOTFOUND', 'no-name'],
  ['EAI_AGAIN', 'no-name'],
  ['ECONNREFUSED', 'refused'],
  ['ENETUNREACH', 'unreachable'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETDOWN', 'unreachable'],
  ['TimeoutError', 'silent'],
  ['ETIMEDOUT', 'silent'],
  ['UND_ERR_CONNECT_TIMEOUT', 'silent'],
  ['UND_ERR_HEADERS_TIMEOUT', 'silent'],
]);
// OpenSSL's reasons are many, and each of them means that the two did not come to trust each other.
const OF_TLS = /CERT|SSL|TLS|SIGNATURE|EPROTO|ISSUER/;

const failureOf = (code: string): Failure =>
  FAILURES.get(code) ?? (OF_TLS.test(code) ? 'certificate' : 'other');

/** Fetch wraps what happened; of several addresses that were tried the first tells enough. */
function codeOf(error: unknown): string {
  const { name, cause } = error as {
    readonly name?: string;
    readonly cause?: { readonly code?: string; readonly errors?: readonly { readonly code?: string }[] };
  };
  return cause?.code ?? cause?.errors?.[0]?.code ?? name ?? 'unknown';
}
