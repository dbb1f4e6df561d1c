import { Injectable } from '@nestjs/common';
import type { Approval, ApprovalState } from '../approvals/approval.js';
import { Approvals } from '../approvals/approvals.js';
import { factsOf, type ApprovalFact } from '../cooking/approvals/approval-facts.js';
import { summaryOf } from '../cooking/approvals/approval-report.js';
import { CookApprovals } from '../cooking/approvals/cook-approvals.js';
import type { OwnerCommand, PasswordNeed } from './owner-command.js';

/** Who decides through the socket, for the journal. */
export const ON_THIS_MACHINE = 'cli';
/** The most approvals that a response lists. */
export const MOST_APPROVALS = 20;

/** An approval, as the owner's terminal shows it. */
export interface ListedApproval {
  readonly approval_id: string;
  readonly state: ApprovalState;
  readonly summary: string;
  /** The exact plan and its verdict, as the server understood them. */
  readonly facts: readonly ApprovalFact[];
  readonly warnings: readonly string[];
  readonly reason: string | null;
}

type Arguments = Readonly<Record<string, unknown>>;

/** Lists the approvals that wait for the owner, and those of the last day. */
@Injectable()
export class ApprovalsCommand implements OwnerCommand {
  readonly name = 'approvals';

  constructor(private readonly approvals: Approvals) {}

  passwordFor(): PasswordNeed {
    return 'never';
  }

  async run(): Promise<readonly ListedApproval[]> {
    return (await this.approvals.list()).slice(0, MOST_APPROVALS).map(toListed);
  }
}

/** Approves a start, and starts its cook. Without a password, an assistant with a shell could do it. */
@Injectable()
export class ApproveCommand implements OwnerCommand {
  readonly name = 'approve';

  constructor(private readonly approvals: CookApprovals) {}

  passwordFor(): PasswordNeed {
    return 'always';
  }

  async run(args: Arguments): Promise<ListedApproval> {
    return toListed(await this.approvals.approve(idIn(args), ON_THIS_MACHINE));
  }
}

/** Denies a start. */
@Injectable()
export class DenyCommand implements OwnerCommand {
  readonly name = 'deny';

  constructor(private readonly approvals: CookApprovals) {}

  async run(args: Arguments): Promise<ListedApproval> {
    return toListed(await this.approvals.deny(idIn(args), ON_THIS_MACHINE));
  }
}

const idIn = ({ approval_id: id }: Arguments): string => (typeof id === 'string' ? id : '');

const toListed = (approval: Approval): ListedApproval => ({
  approval_id: approval.id,
  state: approval.state,
  summary: summaryOf(approval),
  facts: factsOf(approval),
  warnings: approval.verdict.warnings,
  reason: approval.reason,
});
