import type { JournalEntry } from '../storage/journal-store.js';
import type { Approval } from './approval.js';
import type { Arming } from './arming.js';

/** How far an approval has come; `consumed` is when its consent is used for a start. */
export type ApprovalStage =
  'requested' | 'approved' | 'denied' | 'expired' | 'consumed' | 'started' | 'failed';

/** What happens to an arming. */
export type ArmingStage = 'armed' | 'used' | 'disarmed' | 'ended';

/** The version of the entries' content. */
const VERSION = 1;

/** The journal entry of a stage of an approval; its command is the approval. */
export const approvalEntry = (approval: Approval, stage: ApprovalStage, at: number): JournalEntry => ({
  at,
  commandId: approval.id,
  cookerId: approval.cooker.id,
  kind: 'approval',
  stage,
  content: {
    version: VERSION,
    requestedBy: approval.asker.id,
    food: approval.plan.food ?? null,
    target: approval.plan.target,
    hold: approval.plan.hold,
    digest: approval.digest,
    ...(stage !== 'requested' && approval.decidedBy !== null && { decidedBy: approval.decidedBy }),
    ...(approval.cookId !== null && { cookId: approval.cookId }),
    ...(approval.reason !== null && { reason: approval.reason }),
  },
});

/** The journal entry of what happens to an arming. */
export const armingEntry = (arming: Arming, stage: ArmingStage, at: number, by?: string): JournalEntry => ({
  at,
  commandId: arming.id,
  cookerId: arming.cookerId,
  kind: 'arming',
  stage,
  content: {
    version: VERSION,
    armed: arming.principal,
    until: arming.until,
    startsLeft: arming.startsLeft,
    ...(by !== undefined && { decidedBy: by }),
  },
});
