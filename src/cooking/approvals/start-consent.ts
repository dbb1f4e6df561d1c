import { Injectable, Logger } from '@nestjs/common';
import { approvalDigest, planDigest } from '../../approvals/approval-digest.js';
import { ApprovalOutdatedError, StartsNotAllowedError } from '../../approvals/approvals.errors.js';
import { Approvals, type Requested } from '../../approvals/approvals.js';
import type { Principal } from '../../auth/principal.js';
import { nameInApp } from '../../device/visible-cookers.js';
import type { CookerState } from '../../device/cooker-state.js';
import type { ApprovedCook } from '../../safety/safety.service.js';
import type { FoodHistory } from '../../safety/food-history.js';
import { CoddleError } from '../../shared/errors.js';
import { JournalStore } from '../../storage/journal-store.js';
import type { Stage } from '../audit/cook-journal.js';
import { CookRecordRepository } from '../record/cook-record.repository.js';
import type { StartCommand, StartState } from '../start/start-command.js';
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

const NO_REASON = 'Something went wrong inside the server. It was written to the log.';

/** Why a start failed that reached its end; undefined for states that are not its end. */
const REASONS: Readonly<Partial<Record<StartState, string>>> = {
  rejected: "Anova's cloud refused the command.",
  cancelled: 'A stop came before the start was sent.',
  stopped: 'The cooker was stopped before it showed the cook.',
  'not-started': 'The cooker was seen idle after the start was sent.',
};

/** Records what became of approved starts. The states of their commands decide, as for every other start. */
@Injectable()
export class ApprovalOutcomes {
  private readonly logger = new Logger('ApprovalOutcomes');
  /** The approved cooks whose start became a command of this process. */
  private readonly followed = new Set<string>();

  constructor(
    private readonly approvals: Approvals,
    private readonly journal: JournalStore,
    private readonly records: CookRecordRepository,
  ) {}

  /** Records why an approved start fails before its command ends. */
  follow({ cook, finished }: StartCommand): void {
    this.followed.add(cook.id);
    finished.catch((error: unknown) => this.fail(cook.id, error));
  }

  /** Whether an approved start became a command of this process that has no outcome yet. */
  isFollowed(cookId: string): boolean {
    return this.followed.has(cookId);
  }

  /** Records the outcome that the present state of a start implies for its approval. */
  async settle({ cook, state, rejection }: StartCommand): Promise<void> {
    if (!this.approvals.isOpen(cook.id)) return;
    const reason = REASONS[state];
    if (state === 'verified') await this.write(cook.id, this.approvals.started(cook.id));
    else if (reason !== undefined)
      await this.write(cook.id, this.approvals.failed(cook.id, rejection || reason));
  }

  /** Records that an approved start failed. */
  async fail(cookId: string, error: unknown): Promise<void> {
    if (!(error instanceof CoddleError)) this.logger.error(`An approved start failed: ${String(error)}`);
    const reason = error instanceof CoddleError ? error.message : NO_REASON;
    await this.write(cookId, this.approvals.failed(cookId, reason));
  }

  /**
   * Settles the approvals whose starts an earlier process left in progress. One that had not reached the journal was
   * never sent; it is not sent now. The cooker decides about the others.
   * @throws StorageUnavailableError
   */
  async settleEarlier(): Promise<void> {
    for (const cookId of this.approvals.openCooks) {
      if ((await this.records.find(cookId)) !== undefined) await this.approvals.started(cookId);
      else await this.settleByJournal(cookId);
    }
  }

  private async settleByJournal(cookId: string): Promise<void> {
    const last = (await this.journal.ofCommand(cookId)).at(-1);
    if (last === undefined) await this.approvals.lost(cookId);
    else if (last.stage === ('verified' satisfies Stage)) await this.approvals.started(cookId);
    else if (last.stage === ('refused' satisfies Stage))
      await this.approvals.failed(cookId, REASONS.rejected!);
    else if (last.stage === ('abandoned' satisfies Stage))
      await this.approvals.failed(cookId, REASONS['not-started']!);
  }

  /** An outcome that cannot be written is settled at the next start of the server. */
  private async write(cookId: string, written: Promise<void>): Promise<void> {
    this.followed.delete(cookId);
    await written.catch((error: unknown) =>
      this.logger.warn(`The outcome of an approval cannot be stored: ${String(error)}`),
    );
  }
}
