import { hash } from 'node:crypto';
import type { Principal } from '../../auth/principal.js';
import type { EventSubject, LiveType } from './live-event.js';

/** Whose approvals are shown: everybody's to the owner, its own to a principal that may start cooks, else none. */
type ShownApprovals = 'all' | { readonly askedBy: string } | undefined;

/** What a client asked for, and may see. */
export interface LiveFilter {
  readonly types: ReadonlySet<LiveType>;
  /** The only cooker; undefined for all that the client may see. */
  readonly deviceId: string | undefined;
  readonly approvals: ShownApprovals;
}

/** A filter for what a principal asked for. */
export const filterFor = (
  principal: Principal,
  types: readonly LiveType[],
  deviceId: string | undefined,
): LiveFilter => ({
  types: new Set(types),
  deviceId,
  approvals: types.includes('approval') ? approvalsFor(principal) : undefined,
});

function approvalsFor({ id, scopes }: Principal): ShownApprovals {
  if (scopes.has('owner')) return 'all';
  return scopes.has('cook:start') ? { askedBy: id } : undefined;
}

/** Whether a filter lets an event through, apart from the cookers that its view may see. */
export function isWanted({ types, deviceId, approvals }: LiveFilter, subject: EventSubject): boolean {
  if (!types.has(subject.type)) return false;
  if (deviceId !== undefined && deviceId !== subject.deviceId) return false;
  return subject.type !== 'approval' || isShownApproval(approvals, subject.askedBy);
}

/** Whether an approval that a principal requested may be shown. */
export const isShownApproval = (approvals: ShownApprovals, askedBy: string | undefined): boolean =>
  approvals === 'all' || (approvals !== undefined && approvals.askedBy === askedBy);

/** A short text that is equal for equal filters. */
export function filterKeyOf({ types, deviceId, approvals }: LiveFilter): string {
  const key = JSON.stringify([[...types].sort(), deviceId ?? null, approvals ?? null]);
  return hash('sha256', key, 'base64');
}
