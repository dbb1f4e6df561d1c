import { CheckCookDto } from '../cooking/dto/check-cook.dto.js';
import { StartCookDto } from '../cooking/dto/start-cook.dto.js';
import { StatusQueryDto } from '../cooking/dto/status-query.dto.js';
import type { VerdictDto } from '../cooking/dto/verdict.dto.js';
import type { ApprovalRequiredDto } from '../cooking/dto/approval.dto.js';
import type { StartedCookDto } from '../cooking/dto/started-cook.dto.js';
import { toStartRequest } from '../cooking/start/start-request.js';
import { toStopRequest } from '../cooking/stop/stop-request.js';
import { ApprovalIdDto } from './approval-id.dto.js';
import { READS, STARTS, STOPS } from './effects.js';
import type { AssistantOperation } from './operation.js';

const startCook: AssistantOperation<StartCookDto> = {
  operationId: 'startCook',
  tool: 'start_cook',
  route: 'POST /start-cook',
  scope: 'cook:start',
  effects: STARTS,
  waits: true,
  statesFacts: true,
  input: StartCookDto,
  sentence: startSentence,
  run: ({ cooking }, body, principal) => cooking.start(toStartRequest(body, principal, undefined)),
};

const checkCook: AssistantOperation<CheckCookDto> = {
  operationId: 'checkCook',
  tool: 'check_cook',
  route: 'POST /check-cook',
  scope: 'cook:check',
  effects: READS,
  statesFacts: true,
  forPages: ['curve'],
  input: CheckCookDto,
  sentence: verdictSentence,
  run: ({ cooking }, body, principal) =>
    cooking.check({
      principal,
      plan: body.toPlan(),
      stated: body.statedFields(),
      deviceId: body.device_id,
    }),
};

const getStatus: AssistantOperation<StatusQueryDto> = {
  operationId: 'getStatus',
  tool: 'get_status',
  route: 'GET /status',
  scope: 'status:read',
  effects: READS,
  pictured: true,
  input: StatusQueryDto,
  run: ({ cooking }, { device_id: device }, principal) => cooking.status(principal, device),
};

const stopCook: AssistantOperation<Record<string, unknown>> = {
  operationId: 'stopCook',
  tool: 'stop_cook',
  route: 'POST /stop-cook',
  scope: 'cook:stop',
  effects: STOPS,
  waits: true,
  input: 'any',
  run: ({ cooking }, fields, principal) =>
    cooking.stop(toStopRequest({ fields, problems: [] }, principal, undefined)),
};

const getApproval: AssistantOperation<ApprovalIdDto> = {
  operationId: 'getApproval',
  tool: 'get_approval',
  route: 'GET /approvals/{approval_id}',
  scope: 'cook:start',
  effects: READS,
  onlyAsTool: true,
  input: ApprovalIdDto,
  run: async ({ approvals }, { approval_id: id }, principal) =>
    approvals.report(await approvals.find(id, principal)),
};

/** The operations that check, start, watch and stop cooks. */
export const COOKING_OPERATIONS = [startCook, checkCook, getStatus, stopCook, getApproval] as const;

/** The summary, with the link where the owner has to approve: a model that reads only this must be able to pass it on. */
function startSentence(started: StartedCookDto | ApprovalRequiredDto): string {
  return 'approve_url' in started ? `${started.summary} ${started.approve_url}` : started.summary;
}

const OUTCOME: Readonly<Record<VerdictDto['verdict'], string>> = {
  pasteurized: 'Allowed: the food will be pasteurised.',
  unpasteurized_allowed: 'Allowed, but the food will not be pasteurised.',
  not_a_food_safety_matter: 'Allowed: heat need not make this food safe.',
  rejected: 'Refused.',
};

/** The verdict in sentences: why it is no, or what the plan achieves and what to be careful about. */
function verdictSentence({ verdict, violations, warnings }: VerdictDto): string {
  const reasons = violations.map(({ message }) => message);
  return [OUTCOME[verdict], ...reasons, ...warnings].join(' ');
}
