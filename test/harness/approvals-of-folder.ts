import { approvalDigest, planDigest } from '../../src/approvals/approval-digest.js';
import { ApprovalLedger } from '../../src/approvals/approval-ledger.js';
import { Approvals, type StartToApprove } from '../../src/approvals/approvals.js';
import { Armings } from '../../src/approvals/armings.js';
import type { ClockTrust } from '../../src/approvals/clock-trust.js';
import { ClockWatch } from '../../src/approvals/clock-watch.js';
import { SqlApprovalStore } from '../../src/approvals/sql-approval-store.js';
import type { CookPlan } from '../../src/safety/cook-plan.js';
import type { SafetyService } from '../../src/safety/safety.service.js';
import { EventBus } from '../../src/shared/event-bus.js';
import type { Database } from '../../src/storage/database.js';
import type { DrivenClock } from './driven-clock.js';
import { makePlan } from './plans.js';
import { makeSafety } from './safety.js';

let safety: SafetyService | undefined;

/** A start that needs approval. @param plan what differs from the usual plan */
export function makeStartToApprove(
  plan: Partial<CookPlan> = {},
  { asker = 'tablet', requestId }: { readonly asker?: string; readonly requestId?: string } = {},
): StartToApprove {
  safety ??= makeSafety();
  const approved = safety.approve(makePlan(plan));
  const bound = { principal: asker, cookerId: 'cooker-one', plan: approved.plan };
  return {
    asker: { id: asker, name: asker, host: null },
    cooker: { id: 'cooker-one', name: 'Kitchen' },
    requestId,
    body: JSON.stringify(plan),
    plan: approved.plan,
    verdict: approved.verdict,
    digest: approvalDigest({ ...bound, verdict: approved.verdict, history: undefined }),
    planDigest: planDigest(bound),
  };
}

/** The approvals and armings of a database, as one process of the server holds them. */
export class ApprovalsOfFolder {
  readonly store: SqlApprovalStore;
  readonly approvals: Approvals;
  readonly armings: Armings;
  readonly events = new EventBus();

  constructor(database: Database, clock: DrivenClock, trust: () => boolean = () => true) {
    this.store = new SqlApprovalStore(database);
    const ledger = new ApprovalLedger(this.store, new ClockWatch(clock), this.events, clock);
    const clockTrust: ClockTrust = { isSynchronised: () => Promise.resolve(trust()) };
    this.armings = new Armings(ledger, clockTrust, clock);
    this.approvals = new Approvals(this.store, ledger, this.armings, clock);
  }
}
