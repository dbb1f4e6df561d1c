import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../shared/clock.js';
import { InvalidRequestError, PayloadTooLargeError, UnsupportedMediaTypeError } from './http-errors.js';
import { LargestBody } from './largest-body.decorator.js';
import { RouteMetadataCache, requestOf, responseOf } from './route-metadata-cache.js';

/** The methods whose bodies are read. */
const WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PATCH']);

/** Reads the body of a request. @returns what the handler gets as the body */
type BodyReader = (request: Request, response: ServerResponse, clock: Clock) => Promise<unknown>;

/** Route decorator: how the body is read where it is no JSON object. */
export const BodyReadBy = Reflector.createDecorator<BodyReader>();

/**
 * Reads the body of a POST or PATCH. It is a guard, and the last one, so that the body of a client without a key is not
 * read: a body parser as middleware would run before the key is checked.
 */
@Injectable()
export class BodyGuard implements CanActivate {
  private readonly reader: RouteMetadataCache<BodyReader>;

  constructor(
    reflector: Reflector,
    private readonly clock: Clock,
  ) {
    this.reader = new RouteMetadataCache((targets) => {
      const largest = reflector.getAllAndOverride(LargestBody, targets);
      const asJson: BodyReader = (request) => readJsonObject(request, largest);
      return reflector.getAllAndOverride(BodyReadBy, targets) ?? asJson;
    });
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = requestOf<Request>(context);
    return WITH_BODY.has(request.method) ? this.read(request, context) : true;
  }

  private async read(request: Request, context: ExecutionContext): Promise<true> {
    request.body = await this.reader.of(context)(request, responseOf(context), this.clock);
    return true;
  }
}

interface Interruption {
  reason: Error | undefined;
  listener: ((reason: Error) => void) | undefined;
}

/** The property of a request that holds its interruption. In a map, its listener would keep the request in memory. */
const INTERRUPTION = Symbol('interruption of a request');

interface Interruptible extends IncomingMessage {
  [INTERRUPTION]?: Interruption;
}

const of = (request: Interruptible): Interruption =>
  (request[INTERRUPTION] ??= { reason: undefined, listener: undefined });

/** Marks a request as interrupted: its rest will never arrive. Notifies the reader of its body, also a later one. */
export function interrupt(request: IncomingMessage, reason: Error): void {
  const state = of(request);
  state.reason ??= reason;
  state.listener?.(state.reason);
}

/** Whether the body has a reader that is notified of an interruption. */
export const isRead = (request: Interruptible): boolean => request[INTERRUPTION]?.listener !== undefined;

/** Calls `listener` when the request is interrupted: at once where it already is. */
export function onInterrupted(request: IncomingMessage, listener: (reason: Error) => void): void {
  const state = of(request);
  state.listener = listener;
  if (state.reason !== undefined) listener(state.reason);
}

/** The largest body that is read, in bytes; real ones hold a few hundred. */
export const LARGEST_BODY = 16 * 1024;

/** Nesting levels of objects and arrays in a body; deeper ones could exhaust the stack of a recursive function. */
export const DEEPEST = 8;

/** A JSON object that was not validated. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads the JSON object that a request carries; a request without body counts as an empty one. Hand-written, since the
 * body parser of Express is a middleware.
 * @param largest in bytes
 * @throws UnsupportedMediaTypeError, PayloadTooLargeError or InvalidRequestError
 */
export async function readJsonObject(
  request: IncomingMessage,
  largest: number = LARGEST_BODY,
): Promise<JsonObject> {
  if (isEmpty(request.headers)) return {};
  const body = objectIn(await readPlainJson(request, largest));
  assertShallow(body, DEEPEST);
  return body;
}

async function readPlainJson(request: IncomingMessage, largest: number): Promise<Buffer> {
  if (!isPlainJson(request.headers)) throw new UnsupportedMediaTypeError();
  return readBytes(request, largest);
}

/** @throws InvalidRequestError when a body has more levels of objects and arrays */
export function assertShallow(body: unknown, deepest: number): void {
  if (isDeeperThan(deepest, body)) throw new InvalidRequestError('The body is nested too deeply.');
}

/** Parses the bytes of a body as a JSON object. @throws InvalidRequestError when they hold none */
export const objectIn = (bytes: Buffer): JsonObject => asObject(parse(bytes));

/** @throws InvalidRequestError */
export function asObject(body: unknown): JsonObject {
  if (!isObject(body)) throw new InvalidRequestError('The body must be a JSON object: { … }.');
  return body;
}

/** Whether the headers announce no body. */
export const isEmpty = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;

/** Whether the headers announce JSON in UTF-8, uncompressed. */
export function isPlainJson(headers: IncomingHttpHeaders): boolean {
  if (headers['content-type'] === 'application/json' && headers['content-encoding'] === undefined)
    return true;
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.find((parameter) => parameter.trimStart().startsWith('charset'));
  return (
    type.trim() === 'application/json' &&
    (charset === undefined || /^\s*charset\s*=\s*"?utf-8"?\s*$/.test(charset)) &&
    (headers['content-encoding'] ?? 'identity') === 'identity'
  );
}

/** A large body behind an open request is not kept. */
const DISCARDED =
  'A large body is read only once the response to the request before it has come: send it again.';

/**
 * Reads the bytes of a body.
 * @param largest in bytes
 * @throws PayloadTooLargeError; the rest of the body is left unread
 * @throws InvalidRequestError when the body breaks off
 */
export function readBytes(request: IncomingMessage, largest: number = LARGEST_BODY): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new PayloadTooLargeError(largest));
    // Node discards the unread rest once the response is sent.
    if (Number(request.headers['content-length']) > largest) return refuse();
    if (request.readableFlowing === true) return reject(new InvalidRequestError(DISCARDED));
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > largest) return refuse();
      chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    const brokeOff = (cause: Error) => reject(new InvalidRequestError('The body broke off.', { cause }));
    request.on('error', brokeOff);
    onInterrupted(request, brokeOff);
  });
}

/** Some programs on Windows put it in front of every text; RFC 8259, section 8.1, allows to ignore it. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Parses the bytes of a body. @throws InvalidRequestError */
export function parse(bytes: Buffer): unknown {
  try {
    if (!isUtf8(bytes)) throw new TypeError('The bytes are not UTF-8');
    const text = bytes.toString();
    return JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text);
  } catch (cause) {
    throw new InvalidRequestError('The body is not valid JSON.', { cause });
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value has more levels of objects and arrays; it looks no deeper than that. Every request passes it: no copies. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const name in value) if (isDeeperThan(levels - 1, (value as JsonObject)[name])) return true;
  return false;
}
