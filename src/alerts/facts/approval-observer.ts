import { Injectable } from '@nestjs/common';
import type { Approval } from '../../approvals/approval.js';
import { Approvals } from '../../approvals/approvals.js';
import { Clock } from '../../shared/clock.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { observeApproval } from './approval-facts.js';
import type { Observation } from './observation.js';
import type { WantedFacts } from './wanted-facts.js';

/** Looks at the approvals that wait for the owner. They are read again only when one of them has changed. */
@Injectable()
export class ApprovalObserver {
  private waiting: readonly Approval[] = [];
  private isOutdated = true;
  private isRead = false;

  constructor(
    private readonly approvals: Approvals,
    private readonly clock: Clock,
  ) {}

  /** An approval has changed. */
  outdate(): void {
    this.isOutdated = true;
  }

  /** Observes those that wait. It never rejects for want of the database. */
  async look(wanted: WantedFacts): Promise<Observation[]> {
    if (!wanted.has('approval')) return [];
    if (this.isOutdated) await this.read();
    const at = this.clock.now().getTime();
    this.waiting = this.waiting.filter(({ expiresAt }) => at < expiresAt);
    return this.waiting.map((approval) =>
      observeApproval({ approval, at }, wanted.of('approval', approval.id)),
    );
  }

  /** The ids of those that wait; undefined before they could be read. */
  get present(): ReadonlySet<string> | undefined {
    return this.isRead ? new Set(this.waiting.map(({ id }) => id)) : undefined;
  }

  private async read(): Promise<void> {
    this.isOutdated = false;
    try {
      this.waiting = (await this.approvals.list()).filter(({ state }) => state === 'pending');
      this.isRead = true;
    } catch (error) {
      this.isOutdated = true;
      if (!(error instanceof StorageUnavailableError)) throw error;
    }
  }
}
