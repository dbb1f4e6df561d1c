import { StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import type { FastResponse } from './express-prototypes.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Whether a body is plain data that `replyWithJson` can send: no stream, error, bytes or text. */
export const isPlainData = (body: unknown): body is object =>
  typeof body === 'object' &&
  body !== null &&
  !(body instanceof StreamableFile || body instanceof Error || body instanceof Uint8Array);

/**
 * Sends plain data as JSON, in one write with its headers. `response.json()` of Express first handles views, ETags
 * and caches, none of which this server has.
 */
export function replyWithJson(response: Response, body: object, statusCode = response.statusCode): Response {
  const text = JSON.stringify(body);
  response.statusCode = statusCode;
  const head = ['Content-Type', JSON_TYPE, 'Content-Length', Buffer.byteLength(text)];
  (response as FastResponse).writeHeadWith(head);
  return response.end(response.req.method === 'HEAD' ? undefined : text);
}

/** Sends bytes unchanged: Express would copy them, and keep a copy for every client that does not read. */
export function replyWithBytes(
  response: Response,
  bytes: Uint8Array,
  statusCode = response.statusCode,
): Response {
  response.statusCode = statusCode;
  response.setHeader('Content-Length', bytes.length);
  return response.end(response.req.method === 'HEAD' ? undefined : bytes);
}
