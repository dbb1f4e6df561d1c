import { signal } from '@preact/signals';
import type { OwnerApprovalDto } from '../../../../src/owner/api/dto/owner-approval.dto.js';
import { readApprovals } from '../../api/approvals.js';
import { sendJson } from '../../api/client.js';
import { withEvent } from '../../state/approval-list.js';
import { approvals } from '../../state/approvals.js';
import { afterDecision, afterRefusal, type Choice, type Decision } from './decision.js';

/** The decisions of this page, by the ids of their approvals. */
export const decisions = signal<ReadonlyMap<string, Decision>>(new Map());

/** Approves or denies a start, and keeps what became of that. */
export async function decide(id: string, choice: Choice): Promise<void> {
  if (decisions.peek().get(id)?.phase === 'sending') return;
  note(id, { phase: 'sending', choice });
  note(id, await sent(id, choice).catch(afterRefusal));
  void readApprovals();
}

async function sent(id: string, choice: Choice): Promise<Decision> {
  const path = `/owner/approvals/${encodeURIComponent(id)}/${choice}`;
  const decided = await sendJson<OwnerApprovalDto>('POST', path);
  approvals.value = withEvent(approvals.peek(), decided);
  return afterDecision(choice, decided);
}

/** Forgets that a decision was not carried out, once the owner has read it. */
export function forgetDecision(id: string): void {
  const left = new Map(decisions.peek());
  left.delete(id);
  decisions.value = left;
}

function note(id: string, decision: Decision): void {
  decisions.value = new Map(decisions.peek()).set(id, decision);
}
