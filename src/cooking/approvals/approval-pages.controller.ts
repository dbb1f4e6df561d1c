import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ApprovalSettledError } from '../../approvals/approvals.errors.js';
import { OwnerOnly } from '../../auth/owner/owner.guard.js';
import type { CurrentSession } from '../../auth/owner/owner-sessions.js';
import { OWNER, Session } from '../../auth/owner/session-of-request.js';
import { FormBody } from '../../http/form-body.js';
import { seeOther, type PageReply } from '../../http/page.js';
import { Clock } from '../../shared/clock.js';
import { approvalPage } from './approval-pages.js';
import { CookApprovals } from './cook-approvals.js';

/** The page on which the signed-in owner decides about a start. */
@OwnerOnly()
@ApiExcludeController()
@Controller('approvals/:approval_id')
export class ApprovalPagesController {
  constructor(
    private readonly approvals: CookApprovals,
    private readonly clock: Clock,
  ) {}

  @Get('approve')
  async show(@Param('approval_id') id: string, @Session() session: CurrentSession): Promise<PageReply> {
    return approvalPage(await this.approvals.find(id, OWNER), session, this.clock.now().getTime());
  }

  @FormBody()
  @Post('approve')
  approve(@Param('approval_id') id: string): Promise<PageReply> {
    return decided(id, this.approvals.approve(id, OWNER.id));
  }

  @FormBody()
  @Post('deny')
  deny(@Param('approval_id') id: string): Promise<PageReply> {
    return decided(id, this.approvals.deny(id, OWNER.id));
  }
}

/** Leads back to the page, which shows the outcome, also where somebody else has decided meanwhile. */
async function decided(id: string, decision: Promise<unknown>): Promise<PageReply> {
  await decision.catch((error: unknown) => {
    if (!(error instanceof ApprovalSettledError)) throw error;
  });
  return seeOther(`/approvals/${encodeURIComponent(id)}/approve`);
}
