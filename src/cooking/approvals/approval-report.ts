import type { Approval, ApprovalState, ApprovedCooker } from '../../approvals/approval.js';
import { type CookPlan, planSubject } from '../../safety/cook-plan.js';
import { nameInSentence } from '../../shared/printable.js';
import type { ApprovalDto, ApprovalPlanDto, ApprovalRequiredDto } from '../dto/approval.dto.js';
import { toVerdictDto } from '../dto/verdict.dto.js';
import { instant } from '../status/instant.js';
import { inMinutes } from '../../shared/units.js';

/** The response to a start that waits for the owner. @param origin the address of this server */
export const reportRequired = (approval: Approval, origin: string): ApprovalRequiredDto => ({
  status: 'approval_required',
  ...fieldsOf(approval, origin),
});

/** The report of an approval. @param origin the address of this server */
export const reportApproval = (approval: Approval, origin: string): ApprovalDto => ({
  status: approval.state,
  ...fieldsOf(approval, origin),
  cook: cookOf(approval),
  reason: approval.reason,
});

const fieldsOf = (approval: Approval, origin: string) => ({
  approval_id: approval.id,
  approve_url: `${origin}/approvals/${approval.id}/approve`,
  expires_at: instant(new Date(approval.expiresAt)),
  plan: toPlanDto(approval.plan, approval.cooker),
  safety: toVerdictDto(approval.verdict),
  summary: summaryOf(approval),
});

/** A plan with its cooker, as the owner sees it. */
export function toPlanDto(plan: CookPlan, cooker: ApprovedCooker): ApprovalPlanDto {
  const { target, hold, food, thickness, shape, startState, vulnerableConsumers } = plan;
  return {
    temperature_celsius: target,
    time_minutes: hold,
    ...(food !== undefined && { food_type: food }),
    ...(thickness !== undefined && { thickness_mm: thickness }),
    ...(shape !== undefined && { shape }),
    start_state: startState,
    vulnerable_consumers: vulnerableConsumers,
    device_id: cooker.id,
    device_name: cooker.name,
  };
}

const cookOf = ({ state, cookId, cooker }: Approval): ApprovalDto['cook'] =>
  cookId === null || state === 'failed'
    ? null
    : { cook_id: cookId, device_id: cooker.id, device_name: cooker.name };

/** The end of the sentence about a plan, by the state of its approval. */
const ENDS: Readonly<Record<ApprovalState, string>> = {
  pending:
    'is safe, and waits for the approval of the owner. Nothing has been started: give the owner the link, or have them run coddle approvals list.',
  approved: 'was approved by the owner. The cooker has not shown the cook yet: ask for the status.',
  started: 'was approved by the owner, and the cook has started.',
  failed: 'was approved by the owner, but it failed.',
  denied: 'was denied by the owner. Nothing was started.',
  expired: 'was not approved in time. Nothing was started.',
};

/** The sentence about an approval. */
export function summaryOf({ plan, cooker, state, reason, verdict }: Approval): string {
  const what = `${planSubject(plan)} at ${plan.target} °C for ${inMinutes(plan.hold)} on ${nameInSentence(cooker.name)}`;
  const more = state === 'failed' ? reason : state === 'pending' ? verdict.warnings[0] : undefined;
  return [`${what} ${ENDS[state]}`, more ?? ''].join(' ').trimEnd();
}
