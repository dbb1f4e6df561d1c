import { Injectable } from '@nestjs/common';
import { approvalDigest, planDigest } from '../../approvals/approval-digest.js';
import { ApprovalOutdatedError, StartsNotAllowedError } from '../../approvals/approvals.errors.js';
import { Approvals, type Requested } from '../../approvals/approvals.js';
import type { Principal } from '../../auth/principal.js';
import { nameInApp } from '../../device/visible-cookers.js';
import type { CookerState } from '../../device/cooker-state.js';
import type { ApprovedCook } from '../../safety/safety.service.js';
import type { FoodHistory } from '../../safety/food-history.js';
import type { StartRequest } from '../start/start-request.js';

/** A start that passed every check but the owner's consent. */
export interface JudgedStart {
  readonly cooker: CookerState;
  readonly approved: ApprovedCook;
  readonly history: FoodHistory;
}

/** The owner's consent to one start, used up: whoever holds it starts this cook, or nothing. */
export interface StartPermit {
  readonly cookId: string;
  /** What the consent is bound to. */
  readonly digest: string;
}

/** Asks for the owner's consent to starts, where the principal needs it. */
@Injectable()
export class StartConsent {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly approvals: Approvals) {}

  /** Runs one start after the other up to its command, so that a repetition finds the command or the approval of the first. */
  inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.turn.then(act);
    this.turn = result.catch(() => undefined);
    return result;
  }

  /**
   * Recalls a request whose `request_id` asked for approval before.
   * @returns the cook that was started for it; undefined without any
   * @throws the errors of `Approvals.recall` when the owner has decided against it, or did not decide in time
   */
  async recall({ principal, requestId, body }: StartRequest): Promise<string | undefined> {
    return requestId === undefined ? undefined : this.approvals.recall(principal.id, { requestId, body });
  }

  /** @throws the errors of `Approvals.request` */
  ask({ principal, requestId, body }: StartRequest, judged: JudgedStart): Promise<Requested> {
    const { cooker, approved } = judged;
    const { plan, verdict } = approved;
    return this.approvals.request({
      asker: { id: principal.id, name: principal.name, host: principal.host ?? null },
      askerSince: principal.since,
      cooker: { id: cooker.id, name: nameInApp(cooker) },
      ...{ requestId, body, plan, verdict },
      digest: digestOf(principal, judged),
      planDigest: planDigest({ principal: principal.id, cookerId: cooker.id, plan }),
    });
  }

  /** Whether starts of a principal need the owner's consent. @throws StartsNotAllowedError when it may start nothing */
  isNeeded({ startPolicy }: Principal): boolean {
    if (startPolicy === 'never') throw new StartsNotAllowedError();
    return startPolicy !== 'trusted';
  }
}

/** Checks a consent against the start that it is used for, at the moment of that start. @throws ApprovalOutdatedError */
export function assertBound({ digest }: StartPermit, principal: Principal, judged: JudgedStart): void {
  if (digestOf(principal, judged) !== digest) throw new ApprovalOutdatedError();
}

const digestOf = ({ id }: Principal, { cooker, approved, history }: JudgedStart): string =>
  approvalDigest({
    principal: id,
    cookerId: cooker.id,
    plan: approved.plan,
    verdict: approved.verdict,
    history: history.here,
  });
