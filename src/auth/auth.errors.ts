import { CoddleError } from '../shared/errors.js';

/** Thrown when a call does not carry the key. Missing, malformed and wrong all look alike. */
export class UnauthorizedError extends CoddleError {
  readonly code = 'UNAUTHORIZED';
  readonly kind = 'unauthorized';

  constructor() {
    super('This call needs the API key of this server, as the header "Authorization: Bearer <key>".', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  }
}

/** Thrown when one address calls, or tries keys, too often. */
export class RateLimitedError extends CoddleError {
  readonly code = 'RATE_LIMITED';
  readonly kind = 'limited';

  /** @param retryAfter whole seconds until the next call is taken */
  constructor(retryAfter: number) {
    super(`Too many calls from this address: try again in ${retryAfter} s.`, {
      details: { retry_after_seconds: retryAfter },
      headers: { 'Retry-After': String(retryAfter) },
    });
  }
}
