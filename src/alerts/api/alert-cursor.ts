import type { AlertPosition } from '../alert-store.js';

/** The instant, which a clock set wrong may put before 1970, and the id. */
const FORM = /^(-?(?:0|[1-9]\d{0,14}))\.([\x20-\x7e]{1,64})$/;

/** The cursor of the end of a page: opaque text, which clients send back unchanged. */
export const toAlertCursor = ({ beganAt, alertId }: AlertPosition): string =>
  Buffer.from(`${beganAt}.${alertId}`).toString('base64url');

/** Decodes a cursor; undefined when this server did not make it. */
export function fromAlertCursor(text: unknown): AlertPosition | undefined {
  if (typeof text !== 'string' || text.length > 120) return undefined;
  const [, beganAt, alertId] = FORM.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (beganAt === undefined || alertId === undefined) return undefined;
  const cursor = { beganAt: Number(beganAt), alertId };
  // Node skips letters that are no base64; nothing but the very text is ours.
  return toAlertCursor(cursor) === text ? cursor : undefined;
}
