import { Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Approval } from '../../approvals/approval.js';
import { Approvals } from '../../approvals/approvals.js';
import { ApprovalSettledError } from '../../approvals/approvals.errors.js';
import { Caller } from '../../auth/access.guards.js';
import type { Principal } from '../../auth/principal.js';
import { CookApprovals } from '../../cooking/approvals/cook-approvals.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { MOST_APPROVALS } from '../approvals.commands.js';
import { OwnerApprovalDto, OwnerApprovalsDto } from './dto/owner-approval.dto.js';
import { toOwnerApproval } from './owner-approval.mapper.js';

/** The routes with which the owner decides about starts. */
@ApiTags('owner')
@RequiresScope('owner')
@Controller('owner/approvals')
export class OwnerApprovalsController {
  constructor(
    private readonly store: Approvals,
    private readonly approvals: CookApprovals,
  ) {}

  /** The approvals that wait, and those of the last day. */
  @Get()
  @ApiOperation({
    operationId: 'listApprovals',
    summary: 'List the starts that wait, and what became of others',
  })
  @DocumentedResponse(OwnerApprovalsDto, 'Those that wait in front, then the newest.')
  async list(): Promise<OwnerApprovalsDto> {
    const all = await this.store.list();
    const waiting = all.filter(({ state }) => state === 'pending');
    const others = all.filter(({ state }) => state !== 'pending');
    return { approvals: [...waiting, ...others].slice(0, MOST_APPROVALS).map((one) => this.report(one)) };
  }

  /** Approves a start: its cook is started at once, with every check made again. */
  @Post(':approval_id/approve')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ operationId: 'approveStart', summary: 'Approve a start, and start its cook' })
  @DocumentedResponse(OwnerApprovalDto, 'The outcome; also where the approval was decided before.')
  approve(@Param('approval_id') id: string, @Caller() owner: Principal): Promise<OwnerApprovalDto> {
    return this.outcome(id, owner, this.approvals.approve(id, owner.id));
  }

  /** Denies a start. */
  @Post(':approval_id/deny')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ operationId: 'denyStart', summary: 'Deny a start' })
  @DocumentedResponse(OwnerApprovalDto, 'The outcome; also where the approval was decided before.')
  deny(@Param('approval_id') id: string, @Caller() owner: Principal): Promise<OwnerApprovalDto> {
    return this.outcome(id, owner, this.approvals.deny(id, owner.id));
  }

  /** The outcome of a decision; that of the earlier one where somebody else has decided meanwhile. */
  private async outcome(
    id: string,
    owner: Principal,
    decision: Promise<Approval>,
  ): Promise<OwnerApprovalDto> {
    const decided = await decision.catch((error: unknown) => {
      if (!(error instanceof ApprovalSettledError)) throw error;
      return this.approvals.find(id, owner);
    });
    return this.report(decided);
  }

  private report(approval: Approval): OwnerApprovalDto {
    return toOwnerApproval(approval, this.approvals.report(approval));
  }
}
