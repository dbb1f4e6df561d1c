import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller } from '../../auth/access.guards.js';
import type { Principal } from '../../auth/principal.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { ApprovalDto } from '../dto/approval.dto.js';
import { CookApprovals } from './cook-approvals.js';

/** The route on which a client learns what became of a start that the owner has to approve. */
@ApiTags('cooking')
@Controller('approvals')
export class ApprovalsController {
  constructor(private readonly approvals: CookApprovals) {}

  /**
   * What became of a start that needs the owner's approval.
   * @remarks Returns what became of a start that needs the approval of the owner. Only the owner can decide, and not through you. Say that it started only when the status is started.
   */
  @Get(':approval_id')
  @RequiresScope('cook:start')
  @ApiOperation({ operationId: 'getApproval', summary: 'Ask what became of a start that needs approval' })
  @DocumentedResponse(ApprovalDto, 'The approval, and the cook once it has started.')
  async find(@Param('approval_id') approvalId: string, @Caller() caller: Principal): Promise<ApprovalDto> {
    return this.approvals.report(await this.approvals.find(approvalId, caller));
  }
}
