import { BeginProbeSessionDto } from '../cooking/probes/dto/begin-probe-session.dto.js';
import type { ProbeSessionsDto } from '../cooking/probes/dto/probe-session.dto.js';
import { FOLLOWS, READS } from './effects.js';
import type { AssistantOperation } from './operation.js';
import { ProbeSessionIdDto } from './probe-session-id.dto.js';

const startProbeSession: AssistantOperation<BeginProbeSessionDto> = {
  operationId: 'startProbeSession',
  tool: 'start_probe_session',
  route: 'POST /probe-sessions',
  scope: 'probes:write',
  effects: FOLLOWS,
  onlyAsTool: true,
  input: BeginProbeSessionDto,
  run: ({ probes }, body, principal) => probes.begin(body, principal),
};

const getProbeSessions: AssistantOperation = {
  operationId: 'getProbeSessions',
  tool: 'get_probe_sessions',
  route: 'GET /probe-sessions',
  scope: 'status:read',
  effects: READS,
  onlyAsTool: true,
  input: 'none',
  sentence: ({ sessions }: ProbeSessionsDto) =>
    sessions.length === 0
      ? 'No food is followed by a probe.'
      : sessions.map(({ summary }) => summary).join(' '),
  run: ({ probes }, _none, principal) => probes.list(principal),
};

const endProbeSession: AssistantOperation<ProbeSessionIdDto> = {
  operationId: 'endProbeSession',
  tool: 'end_probe_session',
  route: 'POST /probe-sessions/{session_id}/end',
  scope: 'probes:write',
  effects: FOLLOWS,
  onlyAsTool: true,
  input: ProbeSessionIdDto,
  run: ({ probes }, { session_id: session }, principal) => probes.end(session, principal),
};

/** The operations that follow food by a probe in it. */
export const PROBE_SESSION_OPERATIONS = [startProbeSession, getProbeSessions, endProbeSession] as const;
