import type { Scope } from '../http/scopes.js';
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

/** Thrown when a page of the signed-in owner sends a change without the CSRF token of its session. */
export class CsrfTokenError extends CoddleError {
  readonly code = 'CSRF_TOKEN_INVALID';
  readonly kind = 'unauthorized';

  constructor() {
    super('This change needs the current CSRF token: read it from GET /owner/session, and send it again.');
  }
}

/** Thrown when a principal may not do what its request asks for. */
export class InsufficientScopeError extends CoddleError {
  readonly code = 'INSUFFICIENT_SCOPE';
  readonly kind = 'forbidden';

  /** @param scope the scope that is missing */
  constructor(scope: Scope) {
    super(
      scope === 'owner'
        ? `This call needs the scope ${scope}: only the signed-in owner has it, no key and no client.`
        : `This call needs the scope ${scope}, which this key or client does not have. Its owner can grant it.`,
      {
        details: { scope },
        headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
      },
    );
  }
}

/** Thrown when a new key is to have the name of another. */
export class KeyNameTakenError extends CoddleError {
  readonly code = 'KEY_NAME_TAKEN';
  readonly kind = 'conflict';

  constructor() {
    super('There is already a key of that name: choose another name.', { details: { field: 'name' } });
  }
}

/** Thrown when there is no key of a name. */
export class KeyNotFoundError extends CoddleError {
  readonly code = 'KEY_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('There is no key of that name: GET /owner/keys lists them.', { details: { field: 'name' } });
  }
}

/** Thrown when the server cannot read or change the files of the named keys; the log says why. */
export class KeysUnavailableError extends CoddleError {
  readonly code = 'KEYS_UNAVAILABLE';
  readonly kind = 'unavailable';

  constructor(options?: ErrorOptions) {
    super(
      'The server cannot read or change the files of the keys; its log says why. On its machine, coddle keys works.',
      options,
    );
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
