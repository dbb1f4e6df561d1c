import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { toRecordedVerdict } from '../safety/stored-verdict.js';
import type { CookPlan } from '../safety/cook-plan.js';
import type { Verdict } from '../safety/verdict.js';
import { Clock, type Cancel } from '../shared/clock.js';
import { CoddleError } from '../shared/errors.js';
import { milliseconds } from '../shared/units.js';
import { StorageUnavailableError } from '../storage/storage.errors.js';
import type { Approval, ApprovedCooker, Asker, NamedRequest } from './approval.js';
import { ApprovalLedger, type Ledger } from './approval-ledger.js';
import { assertMayAsk, assertMayStart, KEPT, LIFETIME } from './approval-limits.js';
import { ApprovalStore } from './approval-store.js';
import { ApprovalNotFoundError, ApprovalSettledError } from './approvals.errors.js';
import { isCovered } from './arming.js';
import { Armings } from './armings.js';
import { approvalOfRequest, earlierDecision } from './earlier-decision.js';

/** A start that needs the owner's consent. */
export interface StartToApprove {
  readonly asker: Asker;
  /** When the key that asks was made, in milliseconds since 1970. */
  readonly askerSince?: number | undefined;
  readonly cooker: ApprovedCooker;
  readonly requestId: string | undefined;
  /** A digest of the request, for its repetitions. */
  readonly body: string;
  readonly plan: CookPlan;
  readonly verdict: Verdict;
  readonly digest: string;
  readonly planDigest: string;
}

/** The result of asking for consent. */
export interface Requested {
  readonly approval: Approval;
  /** Whether an arming has consented right now, so that whoever asked has to start the cook. */
  readonly consented: boolean;
}

/** The most approvals that are listed. */
const MOST_LISTED = 50;
/** Approvals requested for so long, in ms, can have been used within the last hour. */
const COUNTED = 2 * 3600_000;
const RESTARTED = 'The server stopped before the start was sent, so nothing was started.';

/**
 * The owner's consents to starts: each is bound to one start by a digest, is used at most once, and ends in exactly one
 * outcome. Who decides has been verified before.
 */
@Injectable()
export class Approvals implements OnModuleDestroy {
  /** The approvals whose start is in progress, by cook. */
  private readonly open = new Map<string, string>();
  private readonly timers = new Set<Cancel>();

  constructor(
    private readonly store: ApprovalStore,
    private readonly ledger: ApprovalLedger,
    private readonly armings: Armings,
    private readonly clock: Clock,
  ) {}

  onModuleDestroy(): void {
    for (const cancel of this.timers) cancel();
  }

  /** Reads what an earlier process left, before the outcomes of its starts become known. @throws StorageUnavailableError */
  async restore(): Promise<void> {
    await this.ledger.restore();
    for (const { id, cookId } of await this.store.open()) if (cookId !== null) this.open.set(cookId, id);
  }

  /** The cooks of approvals whose start is in progress. */
  get openCooks(): readonly string[] {
    return [...this.open.keys()];
  }

  /**
   * Asks for the owner's consent. The same start gets the same approval while it is pending; an arming that covers the
   * start consents at once.
   * @throws ApprovalDeniedError, ApprovalExpiredError, ApprovalFailedError, ApprovalsLimitedError, StorageUnavailableError
   */
  async request(start: StartToApprove): Promise<Requested> {
    await this.armings.checkClock();
    const ids = { id: randomUUID(), cookId: randomUUID() };
    const result = await this.ledger.transact((ledger) =>
      outcomeOf(() => this.requestIn(ledger, start, ids)),
    );
    const approval = unwrap(result);
    const isNew = approval.id === ids.id;
    const consented = isNew && approval.state === 'approved';
    if (consented) this.open.set(ids.cookId, approval.id);
    else if (isNew) this.closeLater();
    return { approval, consented };
  }

  /**
   * Recalls a request that may repeat one with its `request_id`, before anything else is judged.
   * @returns the cook that its approval has started; undefined without any
   * @throws ApprovalDeniedError, ApprovalExpiredError, ApprovalFailedError, RequestIdTakenError, StorageUnavailableError
   */
  async recall(principal: string, { requestId, body }: NamedRequest): Promise<string | undefined> {
    const kept = await this.store.ofPrincipal(principal);
    const now = kept.map((one) => (this.ledger.isOver(one) ? { ...one, state: 'expired' as const } : one));
    const found = approvalOfRequest(now, { requestId, body });
    return found?.state === 'started' ? (found.cookId ?? undefined) : undefined;
  }

  /** An approval as it is now. @throws ApprovalNotFoundError, StorageUnavailableError */
  async find(approvalId: string): Promise<Approval> {
    const found = await this.store.find(approvalId);
    if (found === undefined) throw new ApprovalNotFoundError();
    if (!this.ledger.isOver(found)) return found;
    return (await this.ledger.transact((ledger) => ledger.find(approvalId))) ?? found;
  }

  /** All that are kept, newest first. @throws StorageUnavailableError */
  async list(): Promise<readonly Approval[]> {
    const kept = await this.store.newestFirst(MOST_LISTED);
    if (!kept.some((approval) => this.ledger.isOver(approval))) return kept;
    await this.ledger.transact(() => undefined);
    return this.store.newestFirst(MOST_LISTED);
  }

  /**
   * The owner consents. The consent is used up in the same transaction: whoever gets the approval has to start its cook.
   * @param by who decided
   * @throws ApprovalNotFoundError, ApprovalSettledError, ApprovalsLimitedError, StorageUnavailableError
   */
  async approve(approvalId: string, by: string): Promise<Approval> {
    const cookId = randomUUID();
    const result = await this.ledger.transact((ledger) =>
      outcomeOf(() => {
        const approval = pendingIn(ledger, approvalId);
        assertMayStart(consumedIn(ledger), ledger.now);
        const changes = { decidedAt: ledger.now, decidedBy: by, cookId };
        return ledger.apply(approval, 'approve', changes)!;
      }),
    );
    const approval = unwrap(result);
    this.open.set(cookId, approval.id);
    return approval;
  }

  /** The owner does not consent. @throws ApprovalNotFoundError, ApprovalSettledError, StorageUnavailableError */
  async deny(approvalId: string, by: string): Promise<Approval> {
    const result = await this.ledger.transact((ledger) =>
      outcomeOf(() => {
        const changes = { decidedAt: ledger.now, decidedBy: by };
        return ledger.apply(pendingIn(ledger, approvalId), 'deny', changes)!;
      }),
    );
    return unwrap(result);
  }

  /** Whether the start of a cook is the start of an approval that has no outcome yet. */
  isOpen(cookId: string): boolean {
    return this.open.has(cookId);
  }

  /** Records that the cooker showed the cook of an approval. @throws StorageUnavailableError */
  started(cookId: string): Promise<void> {
    return this.settle(cookId, 'start', null);
  }

  /** Records that the cook of an approval did not start. @param reason a sentence @throws StorageUnavailableError */
  failed(cookId: string, reason: string): Promise<void> {
    return this.settle(cookId, 'fail', reason);
  }

  /** As `failed`, for a start that an earlier process never sent. */
  lost(cookId: string): Promise<void> {
    return this.failed(cookId, RESTARTED);
  }

  private requestIn(
    ledger: Ledger,
    start: StartToApprove,
    { id, cookId }: { readonly id: string; readonly cookId: string },
  ): Approval {
    const { asker, cooker, verdict } = start;
    const earlier = earlierDecision(ledger.ofPrincipal(asker.id), start, ledger.now);
    if (earlier !== undefined && (earlier.state !== 'pending' || earlier.digest === start.digest))
      return withRequest(ledger, earlier, start);
    forgetOld(ledger);
    assertMayStart(consumedIn(ledger), ledger.now);
    // What was asked for would be judged differently by now.
    if (earlier !== undefined)
      ledger.apply(earlier, 'expire', { reason: 'It was asked for again, and judged anew.' });
    const approval = newApproval(id, start, ledger.now);
    const armed = { id: asker.id, since: start.askerSince };
    const arming = isCovered(verdict.outcome) ? this.armings.take(ledger, armed, cooker.id) : undefined;
    if (arming === undefined) assertMayAsk(asker.id, ledger.pending(), ledger.now);
    ledger.record(approval, 'requested');
    if (arming === undefined) return approval;
    const changes = { decidedAt: ledger.now, decidedBy: `arming ${arming.id}`, cookId };
    return ledger.apply(approval, 'approve', changes)!;
  }

  private async settle(cookId: string, event: 'start' | 'fail', reason: string | null): Promise<void> {
    const id = this.open.get(cookId);
    if (id === undefined) return;
    await this.ledger.transact((ledger) => {
      const approval = ledger.find(id);
      if (approval !== undefined) ledger.apply(approval, event, { reason });
    });
    this.open.delete(cookId);
  }

  /** Closes an approval at its end, so that observers learn of it. */
  private closeLater(): void {
    const cancel = this.clock.after(milliseconds(LIFETIME), () => {
      this.timers.delete(cancel);
      // A database that cannot be written closes it with the next transaction.
      this.ledger.transact(() => undefined).catch(() => undefined);
    });
    this.timers.add(cancel);
  }
}

/** Whatever became of an approval that is older than the outcomes of requests, it is closed. */
function forgetOld(ledger: Ledger): void {
  const before = ledger.now - KEPT;
  for (const open of ledger.open().filter(({ requestedAt }) => requestedAt < before))
    ledger.apply(open, 'fail', { reason: 'It is not known whether the cook started.' });
  ledger.removeBefore(before);
}

/** The most other requests of an approval that are remembered. */
const MOST_OTHERS = 10;

/** Remembers the `request_id` of an identical start, so that its repetition finds the same outcome. */
function withRequest(ledger: Ledger, approval: Approval, { requestId, body }: StartToApprove): Approval {
  const { request, others, state } = approval;
  const isKnown = [request, ...others].some((one) => one.requestId === requestId);
  if (requestId === undefined || isKnown || state !== 'pending' || others.length >= MOST_OTHERS)
    return approval;
  const named = { ...approval, others: [...others, { requestId, body }] };
  ledger.save(named);
  return named;
}

const newApproval = (id: string, start: StartToApprove, now: number): Approval => ({
  id,
  asker: start.asker,
  cooker: start.cooker,
  request: { requestId: start.requestId ?? null, body: start.body },
  others: [],
  plan: start.plan,
  verdict: toRecordedVerdict(start.verdict),
  digest: start.digest,
  planDigest: start.planDigest,
  state: 'pending',
  requestedAt: now,
  expiresAt: now + LIFETIME,
  decidedAt: null,
  decidedBy: null,
  cookId: null,
  reason: null,
});

/** Those that count for the limit within an hour; each waited for minutes before. */
const consumedIn = (ledger: Ledger): Approval[] => ledger.consumedSince(ledger.now - COUNTED);

/** @throws ApprovalNotFoundError, ApprovalSettledError */
function pendingIn(ledger: Ledger, approvalId: string): Approval {
  const approval = ledger.find(approvalId);
  if (approval === undefined) throw new ApprovalNotFoundError();
  if (approval.state !== 'pending')
    throw new ApprovalSettledError(SETTLED[approval.state], { details: { approval_id: approvalId } });
  return approval;
}

const SETTLED: Readonly<Record<Exclude<Approval['state'], 'pending'>, string>> = {
  approved: 'This start was already approved, and is in progress.',
  started: 'This start was already approved, and the cook has started.',
  failed: 'This start was already approved, and it failed. It has to be asked for again.',
  denied: 'This start was already denied.',
  expired: 'This approval has expired. The start has to be asked for again.',
};

/** The result of an action, or the error to throw after its transaction, which would otherwise be rolled back. */
type Outcome<Result> = { readonly result: Result } | { readonly error: CoddleError };

function outcomeOf<Result>(act: () => Result): Outcome<Result> {
  try {
    return { result: act() };
  } catch (error) {
    // What could not be stored must be rolled back.
    if (!(error instanceof CoddleError) || error instanceof StorageUnavailableError) throw error;
    return { error };
  }
}

function unwrap<Result>(outcome: Outcome<Result>): Result {
  if ('error' in outcome) throw outcome.error;
  return outcome.result;
}
