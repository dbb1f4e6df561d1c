import type { Approval } from './approval.js';
import { DENIAL } from './approval-limits.js';
import {
  ApprovalDeniedError,
  ApprovalExpiredError,
  ApprovalFailedError,
  RequestIdTakenError,
} from './approvals.errors.js';

/** What a start is recognised by. */
interface AskedStart {
  readonly requestId: string | undefined;
  readonly body: string;
  readonly digest: string;
  readonly planDigest: string;
}

/**
 * The approval that a start was given before: one that is pending or in progress; undefined when it has to be asked for.
 * A `request_id` stands for one decision. Without it, only what is pending or was denied lately counts.
 * @param kept the approvals of the same principal, newest first
 * @throws ApprovalDeniedError, ApprovalExpiredError, ApprovalFailedError, RequestIdTakenError
 */
export function earlierDecision(
  kept: readonly Approval[],
  { requestId, body, digest, planDigest }: AskedStart,
  now: number,
): Approval | undefined {
  const ofRequest = requestId === undefined ? undefined : approvalOfRequest(kept, { requestId, body });
  const denied = kept.find((one) => one.planDigest === planDigest && isDeniedLately(one, now));
  if (denied !== undefined) throw new ApprovalDeniedError(denied.id);
  return (
    ofRequest ??
    kept.find((one) => one.digest === digest && (one.state === 'pending' || one.state === 'approved'))
  );
}

/**
 * The approval that a `request_id` was given before: one without a decision against the start; undefined without any.
 * @param kept the approvals of the same principal, newest first
 * @throws ApprovalDeniedError, ApprovalExpiredError, ApprovalFailedError, RequestIdTakenError
 */
export function approvalOfRequest(
  kept: readonly Approval[],
  { requestId, body }: { readonly requestId: string; readonly body: string },
): Approval | undefined {
  const found = kept.find((one) => bodyOf(one, requestId) !== undefined);
  if (found !== undefined && bodyOf(found, requestId) !== body) throw new RequestIdTakenError();
  if (found !== undefined) throwDecision(found);
  return found;
}

/** The body of the request with this id that asked for a start; undefined when none did. */
const bodyOf = ({ request, others }: Approval, requestId: string): string | undefined =>
  [request, ...others].find((one) => one.requestId === requestId)?.body;

const isDeniedLately = ({ state, decidedAt }: Approval, now: number): boolean =>
  state === 'denied' && decidedAt !== null && now - decidedAt < DENIAL;

function throwDecision({ id, state, reason }: Approval): void {
  if (state === 'denied') throw new ApprovalDeniedError(id);
  if (state === 'expired') throw new ApprovalExpiredError(id);
  if (state === 'failed') throw new ApprovalFailedError(id, reason);
}
