import type { Approval } from './approval.js';
import { ApprovalsLimitedError } from './approvals.errors.js';

/** For how long an approval waits for the owner, in ms: long enough to find the phone, short enough to remember the plan. */
export const LIFETIME = 10 * 60_000;
/** For how long a plan that was denied is refused, in ms. */
export const DENIAL = 10 * 60_000;
/** For how long approvals are kept, in ms: as long as the outcomes of requests. */
export const KEPT = 24 * 3600_000;
/** The most approvals that wait, for one principal and for all: more would invite the owner to consent unread. */
const MOST_OF_ONE = 3;
const MOST = 10;
/**
 * The most starts within an hour by all principals that must ask, together: the contract names one principal where it
 * means each of them. A limit for each would be none, since whoever connects one more client would get six more.
 */
export const STARTS_PER_HOUR = 6;
const HOUR = 3600_000;

/** @throws ApprovalsLimitedError when too many approvals wait */
export function assertMayAsk(principal: string, pending: readonly Approval[], now: number): void {
  const own = pending.filter(({ asker }) => asker.id === principal);
  if (own.length >= MOST_OF_ONE)
    throw new ApprovalsLimitedError(
      `${MOST_OF_ONE} starts of this client already wait for the owner's approval`,
      nextEnd(own) - now,
    );
  if (pending.length >= MOST)
    throw new ApprovalsLimitedError(
      `${MOST} starts already wait for the owner's approval`,
      nextEnd(pending) - now,
    );
}

const nextEnd = (approvals: readonly Approval[]): number =>
  Math.min(...approvals.map(({ expiresAt }) => expiresAt));

/**
 * @param consumed the approvals whose consent was used; one of the future counts, since the clock may have been set back
 * @throws ApprovalsLimitedError when there were too many starts within the hour
 */
export function assertMayStart(consumed: readonly Approval[], now: number): void {
  const recent = consumed
    .flatMap(({ decidedAt }) => (decidedAt !== null && now - decidedAt < HOUR ? [decidedAt] : []))
    .sort((one, other) => one - other);
  if (recent.length < STARTS_PER_HOUR) return;
  throw new ApprovalsLimitedError(
    `Clients that need approval have started ${recent.length} cooks within an hour`,
    Math.min(HOUR, recent[recent.length - STARTS_PER_HOUR]! + HOUR - now),
  );
}
