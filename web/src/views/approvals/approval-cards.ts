import { isWaiting, type Approvals, type SeenApproval } from '../../state/approval-list.js';

/** So long after its decision a card may make way for another: no press meant for it is on its way, in milliseconds. */
const SAFE_TIME = 60_000;

/** An approval in its place among the cards. */
export interface PlacedApproval {
  readonly approval: SeenApproval;
  /** When this page saw that it was decided, by the time of the page; undefined while it waits. */
  readonly settledAt: number | undefined;
}

/**
 * The cards, oldest first. One that is decided keeps its place, since what is below must not move to where the owner is
 * about to press. New ones come at the end; where no card waits any more, and none was decided a short time ago, they
 * take the place of all.
 * @param now the time of the page
 */
export function placed(
  cards: readonly PlacedApproval[],
  approvals: Approvals,
  now: number,
): readonly PlacedApproval[] {
  const kept = cards.map(({ approval, settledAt }) => {
    const latest = approvals.get(approval.approval_id) ?? withoutReport(approval);
    return { approval: latest, settledAt: isWaiting(latest) ? undefined : (settledAt ?? now) };
  });
  const ids = new Set(kept.map(({ approval }) => approval.approval_id));
  const added = [...approvals.values()]
    .filter((one) => isWaiting(one) && !ids.has(one.approval_id))
    .sort((one, other) => Date.parse(one.expires_at) - Date.parse(other.expires_at))
    .map((approval) => ({ approval, settledAt: undefined }));
  const mayMakeWay = kept.every(({ settledAt }) => settledAt !== undefined && now - settledAt > SAFE_TIME);
  return added.length > 0 && mayMakeWay ? added : [...kept, ...added];
}

/** An approval that the server lists no longer. */
const withoutReport = (approval: SeenApproval): SeenApproval =>
  isWaiting(approval) ? { ...approval, isGone: true } : approval;
