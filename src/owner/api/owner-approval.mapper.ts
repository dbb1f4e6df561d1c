import type { Approval } from '../../approvals/approval.js';
import type { ApprovalDto } from '../../cooking/dto/approval.dto.js';
import { instant } from '../../cooking/status/instant.js';
import { visibleName } from '../../shared/printable.js';
import type { OwnerApprovalDto } from './dto/owner-approval.dto.js';

/** An approval with what only the owner sees of it. @param report what its client sees */
export const toOwnerApproval = (
  { asker, requestedAt, decidedAt, decidedBy }: Approval,
  report: ApprovalDto,
): OwnerApprovalDto => ({
  ...report,
  client: {
    principal: asker.id,
    name: visibleName(asker.name),
    host: asker.host === null ? null : visibleName(asker.host),
  },
  requested_at: instant(new Date(requestedAt)),
  decided_at: decidedAt === null ? null : instant(new Date(decidedAt)),
  decided_by: decidedBy,
});
