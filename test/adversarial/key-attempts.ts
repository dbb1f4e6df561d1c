import type { Json } from '../harness/api.js';
import type { Player } from './players.js';
import type { Wire } from './wire.js';

const SEE_OTHER = 303;

/** What a client with a key may try, to decide on an approval. */
const ATTEMPTS: readonly (readonly [method: 'GET' | 'POST', path: string, body?: Json])[] = [
  ['POST', '/approvals/ID', { decision: 'approve' }],
  ['POST', '/approvals/ID/approve', {}],
  ['POST', '/approvals/ID/approve'],
  ['POST', '/approvals/ID?approve=true', { approve: true }],
  ['GET', '/approvals/ID/approve'],
];

/** Tries to decide on an approval with a key or a token. @throws Error unless it is refused */
export async function approveWithKey(wire: Wire, id: string, { key }: Player, pick: number): Promise<void> {
  const [method, path, body] = ATTEMPTS[pick % ATTEMPTS.length]!;
  const headers = { authorization: `Bearer ${key}` };
  const sent = { method, path: path.replace('ID', id), headers, ...(body !== undefined && { body }) };
  const { status, text } = await wire.send(sent);
  // Reading leads to the sign-in page.
  const isRefused = status >= 400 && status < 500;
  if (!isRefused && !(method === 'GET' && status === SEE_OTHER))
    throw new Error(`A key may not ${method} ${path}: ${status} ${text}`);
}
