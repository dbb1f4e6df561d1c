import type { ErrorDetailsDto, ErrorDto } from '../../../src/documents/error.dto.js';

/** The form of an error of the API, as it arrives. */
export type ErrorBody = ErrorDto;

/** What the server refuses or cannot do, in its own words. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** The stable code, such as `DEVICE_BUSY`. */
  readonly error: string;
  readonly details: ErrorDetailsDto | undefined;
  readonly alternatives: NonNullable<ErrorDto['alternatives']>;

  constructor(
    readonly status: number,
    body: Partial<ErrorBody>,
  ) {
    super(body.message ?? `HTTP ${status}`);
    this.error = body.error ?? 'UNREADABLE_RESPONSE';
    this.details = body.details;
    this.alternatives = body.alternatives ?? [];
  }
}

/** The server was not reached, or what arrived was not its response: nothing is known of the request. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}
