import { Injectable, Logger } from '@nestjs/common';
import type { Approval } from '../../approvals/approval.js';
import { Approvals } from '../../approvals/approvals.js';
import { CookApprovals } from '../../cooking/approvals/cook-approvals.js';
import type { ApprovalDto } from '../../cooking/dto/approval.dto.js';
import { isShownApproval, type LiveFilter } from '../hub/live-filter.js';
import { LiveHub } from '../hub/live-hub.js';
import type { LiveView } from '../hub/live-view.js';

/** The approvals that somebody waits for: they wait for the owner, or their start is in progress. */
const OPEN: ReadonlySet<Approval['state']> = new Set(['pending', 'approved']);
/** How often a list is read again because an approval has changed meanwhile. */
const MOST_READINGS = 5;

/** Sends approvals to the clients that may see them. */
@Injectable()
export class LiveApprovals {
  private readonly logger = new Logger('LiveApprovals');
  /** The approvals that are being read, and whether they have changed since. */
  private readonly reading = new Map<string, { isOutdated: boolean }>();
  private sent = 0;

  constructor(
    private readonly approvals: Approvals,
    private readonly cooking: CookApprovals,
    private readonly hub: LiveHub,
  ) {}

  /** The open approvals that a client may see. @throws StorageUnavailableError */
  async open({ approvals: shown }: LiveFilter, view: LiveView): Promise<readonly ApprovalDto[]> {
    if (shown === undefined) return [];
    let list: readonly Approval[] = [];
    for (let reading = 0, sent = -1; sent !== this.sent && reading < MOST_READINGS; reading++) {
      sent = this.sent;
      list = await this.approvals.list();
    }
    return list
      .filter(({ state, asker, cooker }) => {
        return OPEN.has(state) && isShownApproval(shown, asker.id) && view.sees(cooker.id);
      })
      .map((approval) => this.cooking.report(approval));
  }

  /** Sends an approval as it is now. Of changes during a reading only the last one is read. */
  async send(approvalId: string): Promise<void> {
    const known = this.reading.get(approvalId);
    if (known !== undefined) return void (known.isOutdated = true);
    const state = { isOutdated: true };
    this.reading.set(approvalId, state);
    try {
      while (state.isOutdated) {
        state.isOutdated = false;
        this.publish(await this.approvals.find(approvalId));
      }
    } catch (error) {
      this.logger.warn(`An approval could not be sent to the clients that watch: ${String(error)}`);
    } finally {
      this.reading.delete(approvalId);
    }
  }

  private publish(approval: Approval): void {
    this.sent += 1;
    const { asker, cooker } = approval;
    this.hub.publish({ type: 'approval', deviceId: cooker.id, askedBy: asker.id }, () =>
      this.cooking.report(approval),
    );
  }
}
