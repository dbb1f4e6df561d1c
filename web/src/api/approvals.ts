import { effect, untracked } from '@preact/signals';
import type { OwnerApprovalsDto } from '../../../src/owner/api/dto/owner-approval.dto.js';
import { withList } from '../state/approval-list.js';
import { approvals, areApprovalsKnown, forgetApprovals } from '../state/approvals.js';
import { isSignedOut } from '../state/session.js';
import { getJson } from './client.js';
import { followList, oneAtATime } from './follow-list.js';

/** Reads the approvals of the owner. */
export const readApprovals = oneAtATime(async () => {
  // Without the list the stream still shows what waits; the next connection reads it anew.
  const list = await getJson<OwnerApprovalsDto>('/owner/approvals').catch(() => undefined);
  if (list === undefined || isSignedOut.peek()) return;
  approvals.value = withList(approvals.peek(), list.approvals);
  areApprovalsKnown.value = true;
});

/** Follows the approvals: the stream says that one has changed, the list who asks and who has decided. */
export function followApprovals(): void {
  effect(() => {
    if (isSignedOut.value) untracked(forgetApprovals);
  });
  followList('approval', readApprovals);
}
