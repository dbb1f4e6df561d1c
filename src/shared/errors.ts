/** The kind of an error; one table gives the HTTP status of each kind. */
export type ErrorKind =
  | 'invalid'
  | 'unsafe'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'method'
  | 'conflict'
  | 'too-large'
  | 'media-type'
  | 'limited'
  | 'bug'
  | 'refused'
  | 'unavailable'
  | 'timeout';

/** Facts that go with an error, plain values with snake_case names, as the client sees them. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

export interface CoddleErrorOptions extends ErrorOptions {
  readonly details?: ErrorDetails;
  /** Settings that would be accepted instead, each ready to send. */
  readonly alternatives?: readonly object[];
  /** HTTP headers of the response, such as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The parts of an error that can be replaced. */
interface Amendment {
  readonly message?: string;
  readonly details?: ErrorDetails;
}

/**
 * The root of every error we throw on purpose: a stable code for machines, a closed kind for us,
 * a sentence for people. The message may be read out to the user, so it holds no secret, no path
 * and none of the vendor's words.
 */
export abstract class CoddleError extends Error {
  /** Clients branch on it, so it never changes. */
  abstract readonly code: string;
  abstract readonly kind: ErrorKind;
  readonly details: ErrorDetails;
  readonly alternatives: readonly object[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(message: string, { details, alternatives, headers, ...options }: CoddleErrorOptions = {}) {
    super(message, options);
    this.name = new.target.name;
    this.details = details ?? {};
    this.alternatives = alternatives ?? [];
    this.headers = headers ?? {};
  }

  /** The same error with another message or more details, for a layer that knows more of the request. */
  amended({ message = this.message, details }: Amendment): this {
    return Object.create(this, {
      message: { value: message },
      details: { value: { ...this.details, ...details } },
    }) as this;
  }
}
