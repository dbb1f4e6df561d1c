import type { CookPlan } from '../safety/cook-plan.js';
import type { RecordedVerdict } from '../safety/stored-verdict.js';

/** The states of an approval. */
export const APPROVAL_STATES = [
  /** It waits for the owner. */
  'pending',
  /** The owner consented, and that consent is used up: its start is in progress. */
  'approved',
  /** The cooker's own state showed the cook. */
  'started',
  /** The owner consented, and the cook did not start. */
  'failed',
  'denied',
  'expired',
] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** The events of an approval. */
export const APPROVAL_EVENTS = ['approve', 'deny', 'expire', 'start', 'fail'] as const;
export type ApprovalEvent = (typeof APPROVAL_EVENTS)[number];

type Transitions = Readonly<Partial<Record<ApprovalEvent, ApprovalState>>>;

/** All transitions of an approval. An event that is not listed for a state changes nothing, so each has one outcome. */
export const APPROVAL_TRANSITIONS: Readonly<Record<ApprovalState, Transitions>> = {
  pending: { approve: 'approved', deny: 'denied', expire: 'expired' },
  approved: { start: 'started', fail: 'failed' },
  started: {},
  failed: {},
  denied: {},
  expired: {},
};

/** The next state; the same state when the event does not apply to it. */
export const nextApprovalState = (state: ApprovalState, event: ApprovalEvent): ApprovalState =>
  APPROVAL_TRANSITIONS[state][event] ?? state;

/** Who asks to start a cook, as far as the owner needs to know. */
export interface Asker {
  /** The id of the principal. */
  readonly id: string;
  /** The name that it gave itself, or that the owner gave it. */
  readonly name: string;
  /** The host that vouches for it; null where none does. */
  readonly host: string | null;
}

/** The cooker that an approval is bound to. */
export interface ApprovedCooker {
  readonly id: string;
  readonly name: string;
}

/** A request with a `request_id` of its own. */
export interface NamedRequest {
  readonly requestId: string;
  /** A digest of its content. */
  readonly body: string;
}

/** The owner's consent to one start with exact parameters: asked for, then given or not. */
export interface Approval {
  readonly id: string;
  readonly asker: Asker;
  readonly cooker: ApprovedCooker;
  /** The request that asked for the start, for its repetitions. */
  readonly request: { readonly requestId: string | null; readonly body: string };
  /** Other requests that asked for the same start while it was pending. */
  readonly others: readonly NamedRequest[];
  readonly plan: CookPlan;
  readonly verdict: RecordedVerdict;
  /** Binds the consent to everything that the start depends on: see `approvalDigest`. */
  readonly digest: string;
  /** The same for the principal, the cooker and the plan alone: see `planDigest`. */
  readonly planDigest: string;
  readonly state: ApprovalState;
  /** Wall clock, milliseconds since 1970, as all times here. */
  readonly requestedAt: number;
  readonly expiresAt: number;
  /** When it was approved or denied; null until then. */
  readonly decidedAt: number | null;
  /** By whom: `owner`, or the arming that consented in advance; null until it was approved or denied. */
  readonly decidedBy: string | null;
  /** The cook that it allows; null until it is approved. */
  readonly cookId: string | null;
  /** Why it expired or failed, as a sentence; null otherwise. */
  readonly reason: string | null;
}

/** The changes that go with an event. */
export type ApprovalChanges = Partial<Pick<Approval, 'decidedAt' | 'decidedBy' | 'cookId' | 'reason'>>;

/** The approval after an event; undefined when the event does not apply to its state. */
export function applied(
  approval: Approval,
  event: ApprovalEvent,
  changes: ApprovalChanges = {},
): Approval | undefined {
  const state = nextApprovalState(approval.state, event);
  return state === approval.state ? undefined : { ...approval, ...changes, state };
}
