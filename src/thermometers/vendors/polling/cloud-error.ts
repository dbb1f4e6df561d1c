import type { Milliseconds } from '../../../shared/units.js';

/**
 * Why a cloud gave no document:
 * `needs_sign_in`: it refuses the sign-in, and only the person can sign in again;
 * `limited`: it asks for fewer requests;
 * `unavailable`: it cannot be reached, does not respond in time or has a fault of its own;
 * `unreadable`: the response is no JSON, such as a page of a hotel's network, or is too large;
 * `refused`: it refuses this one request, such as for a document that does not exist.
 */
export type CloudErrorKind = 'needs_sign_in' | 'limited' | 'unavailable' | 'unreadable' | 'refused';

interface CloudErrorFacts {
  /** The HTTP status, where there was a response. */
  readonly status?: number | undefined;
  /** How long the cloud asks to wait. */
  readonly retryAfter?: Milliseconds | undefined;
  /** The JSON of a refusal; foreign text, never shown. */
  readonly body?: unknown;
}

/** Thrown when a cloud gives no document. The message is in our own words: no URL, no token, no text of the cloud. */
export class CloudError extends Error {
  override readonly name = 'CloudError';
  readonly status: number | undefined;
  readonly retryAfter: Milliseconds | undefined;
  readonly body: unknown;

  constructor(
    readonly kind: CloudErrorKind,
    message: string,
    { status, retryAfter, body }: CloudErrorFacts = {},
  ) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
    this.body = body;
  }

  /** Whether only the requested document is concerned, and the rest of the account may be read on. */
  get isOfDocument(): boolean {
    return this.kind === 'refused' || this.kind === 'unreadable';
  }
}

/** The end of what is no longer needed, as when the server ends. */
export const noLongerNeeded = (): CloudError => new CloudError('unavailable', 'no longer needed');
