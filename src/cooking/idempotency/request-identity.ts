import { hash } from 'node:crypto';
import type { Principal } from '../../auth/principal.js';
import { isStated } from '../dto/optional-field.decorator.js';

/** Identifies a request, so that its repetition is recognised. */
export interface RequestIdentity {
  /** The sender. Only the id of a sender from before a restart is known. */
  readonly principal: Pick<Principal, 'id'>;
  readonly requestId?: string | undefined;
  /** A digest of the content, whatever the order of its fields. */
  readonly body: string;
}

/** Computes the digest of a content, stable across restarts. The order of the fields and empty fields do not matter. */
export function digestOf(content: object): string {
  const stated = Object.entries(content).filter(([, value]) => isStated(value));
  return hash(
    'sha256',
    JSON.stringify(Object.fromEntries(stated), stated.map(([name]) => name).sort()),
    'base64',
  );
}

/** The storage key of a `request_id`: two principals may use the same one, and so may a start, a stop, a probe session and a rule of alerts. */
export const idempotencyKey = (
  kind: 'start' | 'stop' | 'session' | 'rule',
  { principal, requestId }: RequestIdentity,
): string => `${kind} ${principal.id} ${requestId ?? ''}`;
