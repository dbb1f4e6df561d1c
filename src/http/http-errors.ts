import { HttpException, HttpStatus } from '@nestjs/common';
import { CoddleError, type ErrorKind } from '../shared/errors.js';

/** The HTTP status of each kind of error; a new kind does not compile until it has one. */
export const STATUS_OF: Readonly<Record<ErrorKind, HttpStatus>> = {
  invalid: HttpStatus.BAD_REQUEST,
  unsafe: HttpStatus.BAD_REQUEST,
  unauthorized: HttpStatus.UNAUTHORIZED,
  forbidden: HttpStatus.FORBIDDEN,
  'not-found': HttpStatus.NOT_FOUND,
  method: HttpStatus.METHOD_NOT_ALLOWED,
  conflict: HttpStatus.CONFLICT,
  'too-large': HttpStatus.PAYLOAD_TOO_LARGE,
  'media-type': HttpStatus.UNSUPPORTED_MEDIA_TYPE,
  limited: HttpStatus.TOO_MANY_REQUESTS,
  bug: HttpStatus.INTERNAL_SERVER_ERROR,
  refused: HttpStatus.BAD_GATEWAY,
  unavailable: HttpStatus.SERVICE_UNAVAILABLE,
  timeout: HttpStatus.GATEWAY_TIMEOUT,
};

/** The body of every error response. */
export interface ErrorBody {
  readonly error: string;
  readonly message: string;
  readonly details?: object;
  readonly alternatives?: readonly object[];
  readonly request_id: string;
}

/** Thrown when a request is not of the form that the documents describe. */
export class InvalidRequestError extends CoddleError {
  readonly code = 'VALIDATION_ERROR';
  readonly kind = 'invalid';
}

/** Thrown when there is nothing at a path. */
export class NotFoundError extends CoddleError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not-found';

  constructor(options?: ErrorOptions) {
    super('There is nothing at this address.', options);
  }
}

/** Thrown when a path is known, but not with this method. */
export class MethodNotAllowedError extends CoddleError {
  readonly code = 'METHOD_NOT_ALLOWED';
  readonly kind = 'method';

  /** @param allowed the methods that the path accepts, at least one */
  constructor(allowed: readonly string[]) {
    super(`This address accepts only ${inWords(allowed)}.`, {
      details: { allowed },
      headers: { Allow: allowed.join(', ') },
    });
  }
}

/** "GET, HEAD and POST" */
const inWords = (methods: readonly string[]): string =>
  methods.length < 2 ? methods.join('') : `${methods.slice(0, -1).join(', ')} and ${methods.at(-1)}`;

/** Thrown when a body is larger than any request needs. */
export class PayloadTooLargeError extends CoddleError {
  readonly code = 'PAYLOAD_TOO_LARGE';
  readonly kind = 'too-large';

  /** @param maximumBytes the largest body that is read */
  constructor(maximumBytes: number) {
    super(`The body may hold at most ${maximumBytes / 1024} KiB.`, {
      details: { maximum_bytes: maximumBytes },
    });
  }
}

/** Thrown when the address and the headers of a request are larger than any request needs; sent with status 431. */
export class HeadersTooLargeError extends CoddleError {
  readonly code = 'PAYLOAD_TOO_LARGE';
  readonly kind = 'too-large';

  /** @param maximumBytes the largest head of a request that is read */
  constructor(maximumBytes: number) {
    super(`The address and the headers of a request may hold at most ${maximumBytes / 1024} KiB together.`, {
      details: { maximum_bytes: maximumBytes },
    });
  }
}

/** Thrown when a body is not of the type that the route takes, in UTF-8 and uncompressed. */
export class UnsupportedMediaTypeError extends CoddleError {
  readonly code = 'UNSUPPORTED_MEDIA_TYPE';
  readonly kind = 'media-type';

  /** @param wanted what the body must be, with its type */
  constructor(wanted = 'JSON in UTF-8, uncompressed, sent with Content-Type: application/json') {
    super(`The body must be ${wanted}.`);
  }
}

/** Stands for a bug of the server; the cause is only logged. */
export class InternalError extends CoddleError {
  readonly code = 'INTERNAL_ERROR';
  readonly kind = 'bug';

  constructor(options?: ErrorOptions) {
    super('Something went wrong inside the server. It was written to the log.', options);
  }
}

/** Turns anything thrown, by this server, by Nest or by a library, into an error of this server. */
export function asCoddleError(thrown: unknown): CoddleError {
  if (thrown instanceof CoddleError) return thrown;
  const status: number = thrown instanceof HttpException ? thrown.getStatus() : 500;
  if (status === 404) return new NotFoundError({ cause: thrown });
  if (status < 500) return new InvalidRequestError('The request cannot be understood.', { cause: thrown });
  return new InternalError({ cause: thrown });
}
