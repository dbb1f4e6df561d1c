import { Injectable, Logger } from '@nestjs/common';
import { Approvals } from '../../approvals/approvals.js';
import { CoddleError } from '../../shared/errors.js';
import { JournalStore } from '../../storage/journal-store.js';
import type { Stage } from '../audit/cook-journal.js';
import { CookRecordRepository } from '../record/cook-record.repository.js';
import type { StartCommand, StartState } from '../start/start-command.js';

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
