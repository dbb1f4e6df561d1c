import { hash } from 'node:crypto';

/** How a call is recognised when it comes again. */
export interface CallIdentity {
  /** Name of the key that was shown. */
  readonly key: string;
  readonly requestId?: string | undefined;
  /** Tells the call's content from any other, whatever the order of its fields. */
  readonly body: string;
}

/** Tells contents apart, also after a restart; the order of the fields means nothing. */
export const digestOf = (content: object): string =>
  hash('sha256', JSON.stringify(content, Object.keys(content).sort()), 'base64');

/** What a `request_id` is kept under: two keys may use the same, and so may a start and a stop. */
export const keptUnder = (kind: 'start' | 'stop', { key, requestId }: CallIdentity): string =>
  `${kind} ${key} ${requestId ?? ''}`;
