import { CoddleError } from '../shared/errors.js';

/** Thrown when a request carries no valid API key. A missing, a malformed and a wrong key give the same error. */
export class UnauthorizedError extends CoddleError {
  readonly code = 'UNAUTHORIZED';
  readonly kind = 'unauthorized';

  constructor() {
    super('This call needs the API key of this server, as the header "Authorization: Bearer <key>".', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  }
}

/** Thrown when one address sends too many requests, or tries too many keys. */
export class RateLimitedError extends CoddleError {
  readonly code = 'RATE_LIMITED';
  readonly kind = 'limited';

  /** @param retryAfter whole seconds until the next request is accepted */
  constructor(retryAfter: number) {
    super(`Too many calls from this address: try again in ${retryAfter} s.`, {
      details: { retry_after_seconds: retryAfter },
      headers: { 'Retry-After': String(retryAfter) },
    });
  }
}
