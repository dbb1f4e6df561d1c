import type { Request, Response } from 'express';
import { acceptedEncoding } from './accepted-encoding.js';
import type { PageFile } from './page-file.js';

/**
 * What the page may do: run and show what comes from this server, and send requests to it. Nothing inline, nothing from
 * elsewhere, and no other site may frame it. The service worker is held by it too.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** How long a browser may keep a file: for ever where its name changes with its content, otherwise it asks each time. */
export type Keeping = 'for-ever' | 'ask-each-time';

const CACHE_CONTROL: Readonly<Record<Keeping, string>> = {
  'for-ever': 'public, max-age=31536000, immutable',
  'ask-each-time': 'no-cache',
};

/** Sends a file of the page in the encoding that the client prefers, or 304 when the client has it already. */
export async function sendPageFile(
  request: Request,
  response: Response,
  file: PageFile,
  keeping: Keeping,
): Promise<void> {
  const encoding = acceptedEncoding(request.headers['accept-encoding'], file.encodings);
  const { bytes, tag } = await file.content(encoding);
  response.setHeader('Content-Security-Policy', PAGE_POLICY);
  response.setHeader('X-Robots-Tag', 'noindex, nofollow');
  response.setHeader('Cache-Control', CACHE_CONTROL[keeping]);
  response.setHeader('ETag', tag);
  response.setHeader('Vary', 'Accept-Encoding');
  if (isKnown(request.headers['if-none-match'], tag)) {
    response.statusCode = 304;
    response.end();
    return;
  }
  response.setHeader('Content-Type', file.type);
  if (encoding !== undefined) response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', bytes.length);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** Whether a client has the content already. A proxy may have marked the tag as weak, which does not matter here. */
const isKnown = (ifNoneMatch: string | undefined, tag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((given) => ['*', tag].includes(given.trim().replace(/^W\//, '')));
