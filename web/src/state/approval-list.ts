import type { ApprovalDto } from '../../../src/cooking/dto/approval.dto.js';
import type { OwnerApprovalDto } from '../../../src/owner/api/dto/owner-approval.dto.js';

/** What only the list of the owner says of an approval. */
type ForOwner = Omit<OwnerApprovalDto, keyof ApprovalDto>;

/** An approval as this page knows it. */
export interface SeenApproval extends ApprovalDto, Partial<ForOwner> {
  /** Whether the server no longer knows it, or no longer counts it as open; the next list says what became of it. */
  readonly isGone?: boolean;
}

/** The approvals by their ids, in the order in which they are shown. */
export type Approvals = ReadonlyMap<string, SeenApproval>;

/** How far an approval is: it never goes back, so that an older response is recognised by it. */
const RANKS: Readonly<Record<ApprovalDto['status'], number>> = {
  pending: 0,
  approved: 1,
  started: 2,
  failed: 2,
  denied: 2,
  expired: 2,
};

const isOpen = ({ status }: ApprovalDto): boolean => RANKS[status] < 2;

/** The later of two reports about the same approval, with what only one of them says. */
function later(known: SeenApproval | undefined, report: SeenApproval): SeenApproval {
  if (known === undefined) return report;
  const isOlder = RANKS[report.status] < RANKS[known.status];
  const merged = isOlder ? { ...report, ...known } : { ...known, ...report };
  return { ...merged, isGone: false };
}

/** After an event of the stream. A new approval comes in front. */
export function withEvent(known: Approvals, approval: ApprovalDto): Approvals {
  const id = approval.approval_id;
  const updated = later(known.get(id), approval);
  return known.has(id) ? new Map(known).set(id, updated) : new Map([[id, updated], ...known]);
}

/** After the stream began anew: what is open besides these has been settled meanwhile. */
export function withOpen(known: Approvals, open: readonly ApprovalDto[]): Approvals {
  const ids = new Set(open.map(({ approval_id: id }) => id));
  return open.reduce<Approvals>(withEvent, withoutOpen(known, ids));
}

/** After the list of the owner was read: it has everything that is open, and the newest of what is settled. */
export function withList(known: Approvals, list: readonly OwnerApprovalDto[]): Approvals {
  const listed = list.map((one) => [one.approval_id, later(known.get(one.approval_id), one)] as const);
  const ids = new Set(listed.map(([id]) => id));
  const gone = [...withoutOpen(known, ids)].filter(([id, { isGone }]) => isGone === true && !ids.has(id));
  return new Map([...listed, ...gone]);
}

/** The open ones are marked as gone, unless they are among these. */
const withoutOpen = (known: Approvals, ids: ReadonlySet<string>): Approvals =>
  new Map(
    [...known].map(
      ([id, one]) => [id, isOpen(one) && !ids.has(id) ? { ...one, isGone: true } : one] as const,
    ),
  );

/** Whether it waits for the owner. That its time is over is for the server to say. */
export const isWaiting = ({ status, isGone }: SeenApproval): boolean =>
  status === 'pending' && isGone !== true;
