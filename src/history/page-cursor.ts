import type { CookCursor } from '../cooking/record/cook-record.repository.js';

/** The start in milliseconds since 1970, which a clock set wrong may put before it, and the id. */
const FORM = /^(-?(?:0|[1-9]\d{0,14}))\.([\x20-\x7e]{1,64})$/;

/** The cursor of the end of a page: opaque text, which clients send back unchanged. */
export const toCursor = ({ startedAt, cookId }: CookCursor): string =>
  Buffer.from(`${startedAt}.${cookId}`).toString('base64url');

/** Decodes a cursor; undefined when this server did not make it. */
export function fromCursor(text: unknown): CookCursor | undefined {
  if (typeof text !== 'string' || text.length > 120) return undefined;
  const [, startedAt, cookId] = FORM.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (startedAt === undefined || cookId === undefined) return undefined;
  const cursor = { startedAt: Number(startedAt), cookId };
  // Node skips letters that are no base64; nothing but the very text is ours.
  return toCursor(cursor) === text ? cursor : undefined;
}
