import { CoddleError } from '../shared/errors.js';
import { inMinutes } from '../shared/units.js';

/** Thrown when there is no approval of this id, or when it is another principal's: the two look alike. */
export class ApprovalNotFoundError extends CoddleError {
  readonly code = 'APPROVAL_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('There is no approval with this approval_id, or it is no longer kept.', {
      details: { field: 'approval_id' },
    });
  }
}

/** A start that its approval does not allow, which is named in the details. */
abstract class NotApprovedError extends CoddleError {
  readonly kind = 'conflict';

  constructor(approvalId: string, sentence: string) {
    super(sentence, { details: { approval_id: approvalId } });
  }
}

/** Thrown when the owner has denied a start. */
export class ApprovalDeniedError extends NotApprovedError {
  readonly code = 'APPROVAL_DENIED';

  constructor(approvalId: string) {
    super(
      approvalId,
      'The owner has denied this start, so nothing was started. The same plan is refused for 10 minutes: ask the user what to change.',
    );
  }
}

/** Thrown when the owner has not decided about a start in time. */
export class ApprovalExpiredError extends NotApprovedError {
  readonly code = 'APPROVAL_EXPIRED';

  constructor(approvalId: string) {
    super(
      approvalId,
      'The owner did not approve this start in time, so nothing was started. Send a new request_id to ask again.',
    );
  }
}

/** Thrown when a request is repeated whose start was approved and failed. */
export class ApprovalFailedError extends NotApprovedError {
  readonly code = 'APPROVAL_FAILED';

  constructor(approvalId: string, reason: string | null) {
    const why = reason === null ? '' : ` ${reason}`;
    super(
      approvalId,
      `The owner approved this start, but it failed.${why} Send a new request_id to ask again.`,
    );
  }
}

/** Thrown when a `request_id` that asked for an approval is used for another request. */
export class RequestIdTakenError extends CoddleError {
  readonly code = 'REQUEST_ID_REUSED';
  readonly kind = 'conflict';

  constructor() {
    super('This request_id asked for the approval of another plan: send a new one.', {
      details: { field: 'request_id' },
    });
  }
}

/** Thrown when the owner decides about an approval that no longer waits. */
export class ApprovalSettledError extends CoddleError {
  readonly code = 'APPROVAL_SETTLED';
  readonly kind = 'conflict';
}

/** Thrown when an approval does not fit the start that it is used for. */
export class ApprovalOutdatedError extends CoddleError {
  readonly code = 'APPROVAL_OUTDATED';
  readonly kind = 'conflict';

  constructor() {
    super(
      'What the start was judged by has changed since it was asked for: the food that the cooker holds, the rules or the verdict.',
    );
  }
}

/** Thrown when a principal may never start a cook. */
export class StartsNotAllowedError extends CoddleError {
  readonly code = 'STARTS_NOT_ALLOWED';
  readonly kind = 'forbidden';

  constructor() {
    super('This client may not start a cook: the owner has decided so. Checking and stopping still work.');
  }
}

/** Thrown when too many starts wait for the owner, or too many were made within an hour. */
export class ApprovalsLimitedError extends CoddleError {
  readonly code = 'RATE_LIMITED';
  readonly kind = 'limited';

  /** @param retryAfter in ms */
  constructor(problem: string, retryAfter: number) {
    const seconds = Math.max(1, Math.ceil(retryAfter / 1000));
    const minutes = Math.ceil(seconds / 60);
    super(`${problem}: try again in ${inMinutes(minutes)}. Stopping always works.`, {
      details: { retry_after_seconds: seconds },
      headers: { 'Retry-After': String(seconds) },
    });
  }
}

/** Thrown when the owner cannot arm a principal as asked. */
export class ArmingRefusedError extends CoddleError {
  readonly code = 'ARMING_REFUSED';
  readonly kind = 'conflict';
}
