import type { IncomingMessage } from 'node:http';
import type { CoddleError } from '../shared/errors.js';
import { InvalidRequestError, PayloadTooLargeError, UnsupportedMediaTypeError } from './http-errors.js';
import {
  asObject,
  BodyReadBy,
  isEmpty,
  isPlainJson,
  LARGEST_BODY,
  onInterrupted,
  parse,
  type JsonObject,
} from './request-body.js';

/** Route decorator: the body is a message of JSON-RPC, or a list of such messages. */
export const JsonRpcBody = () => BodyReadBy(readJsonRpc);

/** How much of a body that is too large is read, in bytes: where a message is cut off, its beginning says what it is. */
const LONGEST_BEGINNING = 4 * LARGEST_BODY;

/** A body that is no message, or was not read as a whole. The route decides whether it can use its beginning. */
export class UnreadableMessage {
  constructor(
    readonly beginning: string,
    /** The error that the client gets otherwise. */
    readonly reason: CoddleError,
  ) {}
}

/** Reads the message of JSON-RPC that a request carries, or a list of such messages, of any depth. It never throws. */
async function readJsonRpc(
  request: IncomingMessage,
): Promise<JsonObject | readonly unknown[] | UnreadableMessage> {
  const { headers } = request;
  if (isEmpty(headers)) return {};
  const { bytes, isWhole } = await beginningOf(request);
  const unreadable = (reason: CoddleError) => new UnreadableMessage(bytes.toString(), reason);
  if (!isPlainJson(headers)) return unreadable(new UnsupportedMediaTypeError());
  if (bytes.length > LARGEST_BODY) return unreadable(new PayloadTooLargeError(LARGEST_BODY));
  if (!isWhole) return unreadable(new InvalidRequestError('The body broke off.'));
  try {
    const body = parse(bytes);
    return Array.isArray(body) ? body : asObject(body);
  } catch (error) {
    if (error instanceof InvalidRequestError) return unreadable(error);
    throw error;
  }
}

interface Beginning {
  readonly bytes: Buffer;
  /** Whether the body ends with it. */
  readonly isWhole: boolean;
}

function beginningOf(request: IncomingMessage): Promise<Beginning> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (isWhole: boolean) =>
      resolve({ bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), isWhole });
    request.on('data', (chunk: Buffer) => {
      // Node discards the unread rest once the response is sent.
      if (size > LONGEST_BEGINNING) return;
      size += chunk.length;
      chunks.push(chunk);
      if (size > LONGEST_BEGINNING) end(false);
    });
    request.on('end', () => end(true));
    request.on('error', () => end(false));
    onInterrupted(request, () => end(false));
  });
}
