import { computed, signal } from '@preact/signals';
import type { ApprovalDto } from '../../../src/cooking/dto/approval.dto.js';

/** The approvals that the stream has shown to this page, by their ids. */
export const approvals = signal<ReadonlyMap<string, ApprovalDto>>(new Map());

/** Notes what became of an approval. */
export function noteApproval(approval: ApprovalDto): void {
  approvals.value = new Map(approvals.peek()).set(approval.approval_id, approval);
}

/** How many approvals wait for the owner. */
export const pendingApprovals = computed(
  () => [...approvals.value.values()].filter(({ status }) => status === 'pending').length,
);
