import { hash } from 'node:crypto';
import { isStated } from '../dto/optional-field.decorator.js';

/** How a call is recognised when it comes again. */
export interface RequestIdentity {
  /** Name of the key that was shown. */
  readonly key: string;
  readonly requestId?: string | undefined;
  /** Tells the call's content from any other, whatever the order of its fields. */
  readonly body: string;
}

/** Tells contents apart, also after a restart; neither the order of the fields nor one that says nothing matters. */
export function digestOf(content: object): string {
  const stated = Object.entries(content).filter(([, value]) => isStated(value));
  return hash(
    'sha256',
    JSON.stringify(Object.fromEntries(stated), stated.map(([name]) => name).sort()),
    'base64',
  );
}

/** What a `request_id` is kept under: two keys may use the same, and so may a start and a stop. */
export const idempotencyKey = (kind: 'start' | 'stop', { key, requestId }: RequestIdentity): string =>
  `${kind} ${key} ${requestId ?? ''}`;
