import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:net';
import type { Approval } from '../../approvals/approval.js';
import { ApprovalNotFoundError, StartsNotAllowedError } from '../../approvals/approvals.errors.js';
import { Approvals } from '../../approvals/approvals.js';
import { Principals } from '../../auth/access.guards.js';
import type { Principal } from '../../auth/principal.js';
import { Environment } from '../../config/environment.js';
import { CommandUnconfirmedError } from '../../device/device.errors.js';
import { mayUse } from '../../device/visible-cookers.js';
import { ownAddress } from '../../http/own-address.js';
import { CoddleError } from '../../shared/errors.js';
import { CookStarter } from '../start/cook-starter.js';
import type { ApprovalDto, ApprovalRequiredDto } from '../dto/approval.dto.js';
import { ApprovalOutcomes } from './start-consent.js';
import { reportApproval, reportRequired } from './approval-report.js';

/** Thrown when the principal of an approval has lost a right that the start needs. */
class RightsLostError extends CoddleError {
  readonly code = 'APPROVAL_OUTDATED';
  readonly kind = 'conflict';
}

/** Thrown when the start of an approval has been made without it. */
class AlreadyStartedError extends CoddleError {
  readonly code = 'APPROVAL_OUTDATED';
  readonly kind = 'conflict';

  constructor() {
    super('The same start was already made, so it was not made again. Ask for the status.');
  }
}

/** Shows approvals, and starts the cooks of those that the owner gives. */
@Injectable()
export class CookApprovals {
  constructor(
    private readonly approvals: Approvals,
    private readonly principals: Principals,
    private readonly starter: CookStarter,
    private readonly outcomes: ApprovalOutcomes,
    private readonly environment: Environment,
    private readonly host: HttpAdapterHost,
  ) {}

  /** The response to a start that waits for the owner. */
  required(approval: Approval): ApprovalRequiredDto {
    return reportRequired(approval, this.origin);
  }

  report(approval: Approval): ApprovalDto {
    return reportApproval(approval, this.origin);
  }

  /** Where the owner decides. */
  private get origin(): string {
    return ownAddress(this.environment, this.host.httpAdapter.getHttpServer() as Server);
  }

  /** An approval of a principal; the owner sees all. @throws ApprovalNotFoundError, StorageUnavailableError */
  async find(approvalId: string, { id, scopes }: Principal): Promise<Approval> {
    const approval = await this.approvals.find(approvalId);
    if (approval.asker.id !== id && !scopes.has('owner')) throw new ApprovalNotFoundError();
    return approval;
  }

  /**
   * The owner consents, and the cook is started at once, with every check made again. Resolves with the outcome.
   * @throws ApprovalNotFoundError, ApprovalSettledError, ApprovalsLimitedError, StorageUnavailableError; then nothing changed
   */
  async approve(approvalId: string, by: string): Promise<Approval> {
    const approval = await this.approvals.approve(approvalId, by);
    const cookId = approval.cookId!;
    try {
      await this.start(approval, cookId);
    } catch (error) {
      // Whether a command took effect is still to be seen: the states of the cooker decide.
      const isOpen = error instanceof CommandUnconfirmedError && this.outcomes.isFollowed(cookId);
      if (!isOpen) await this.outcomes.fail(cookId, error);
    }
    return this.approvals.find(approvalId);
  }

  /** The owner does not consent. @throws ApprovalNotFoundError, ApprovalSettledError, StorageUnavailableError */
  deny(approvalId: string, by: string): Promise<Approval> {
    return this.approvals.deny(approvalId, by);
  }

  private async start(approval: Approval, cookId: string): Promise<void> {
    const { request, plan, cooker, digest } = approval;
    const principal = await this.askerOf(approval);
    const started = await this.starter.start(
      { principal, plan, deviceId: cooker.id, requestId: request.requestId ?? undefined, body: request.body },
      { cookId, digest },
    );
    if (!('command' in started) || started.command.cook.id !== cookId) throw new AlreadyStartedError();
  }

  /** The principal that asked, with its present rights. */
  private async askerOf({ asker, cooker, requestedAt }: Approval): Promise<Principal> {
    const principal = await this.principals.current(asker.id);
    if (principal === undefined || (principal.since ?? -Infinity) > requestedAt)
      throw new RightsLostError('The access of the client that asked for it has ended meanwhile.');
    if (principal.startPolicy === 'never') throw new StartsNotAllowedError();
    if (!principal.scopes.has('cook:start') || !mayUse(principal, cooker.id))
      throw new RightsLostError('The client that asked for it may no longer start this cooker.');
    return principal;
  }
}
