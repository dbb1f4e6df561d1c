import { AlertsQueryDto } from '../alerts/dto/alerts-query.dto.js';
import { AlertIdDto } from './alert-id.dto.js';
import { ACKNOWLEDGES, READS } from './effects.js';
import type { AssistantOperation } from './operation.js';

const listAlerts: AssistantOperation<AlertsQueryDto> = {
  operationId: 'listAlerts',
  tool: 'list_alerts',
  route: 'GET /alerts',
  scope: 'status:read',
  effects: READS,
  input: AlertsQueryDto,
  run: ({ alerts }, query, principal) => alerts.list(query, principal),
};

const acknowledgeAlert: AssistantOperation<AlertIdDto> = {
  operationId: 'acknowledgeAlert',
  tool: 'acknowledge_alert',
  route: 'POST /alerts/{alert_id}/acknowledge',
  scope: 'alerts:write',
  effects: ACKNOWLEDGES,
  input: AlertIdDto,
  run: ({ alerts }, { alert_id: alert }, principal) => alerts.acknowledge(alert, principal),
};

/** The operations about alerts. */
export const ALERT_OPERATIONS = [listAlerts, acknowledgeAlert] as const;
