import type { OwnerApprovalDto } from '../../../../src/owner/api/dto/owner-approval.dto.js';
import { ApiError, UnreachableError } from '../../api/api-error.js';

/** What the owner decides. */
export type Choice = 'approve' | 'deny';

/** What is known of a decision of this page. */
export type Decision =
  | { readonly phase: 'sending'; readonly choice: Choice }
  /** Carried out: the approval shows what came of it. */
  | { readonly phase: 'done' }
  /** Somebody else, or the time, had decided before. */
  | { readonly phase: 'elsewhere' }
  /** The server does not know the approval any more. */
  | { readonly phase: 'gone' }
  /** It is not known whether the decision has arrived. */
  | { readonly phase: 'unreached' }
  | { readonly phase: 'refused'; readonly message: string };

const OUTCOMES: Readonly<Record<Choice, readonly OwnerApprovalDto['status'][]>> = {
  approve: ['approved', 'started', 'failed'],
  deny: ['denied'],
};

/** What the response to a decision means. */
export function afterDecision(choice: Choice, { status, decided_by }: OwnerApprovalDto): Decision {
  const isOurs = OUTCOMES[choice].includes(status) && (decided_by === null || decided_by === 'owner');
  return { phase: isOurs ? 'done' : 'elsewhere' };
}

/** What it means that there was no such response. */
export function afterRefusal(error: unknown): Decision {
  if (error instanceof UnreachableError) return { phase: 'unreached' };
  if (error instanceof ApiError && error.status === 404) return { phase: 'gone' };
  return { phase: 'refused', message: error instanceof Error ? error.message : String(error) };
}
